import Glibc
import Hashing

/// What the file system knows about everything in a kit's folder, in one digest: each name with its kind, permissions, inode and, but for folders,
/// size, time of the last change of the content and time of the last change of anything. Whoever writes into a file, replaces it, adds one or takes
/// one away changes the stamp; the last time cannot be set by any program, so a tool that puts the other one back does not hide anything.
///
/// A folder's times change only with the names in it, which are in the stamp themselves. The kit's own folder is not in it: it changes when it gets
/// its place.
package struct KitStamp: Sendable, Equatable {
  /// Lower-case hexadecimal.
  let digest: String
  /// The latest change of anything in the stamp, in nanoseconds since 1970.
  let newest: Int

  /// - Parameter entries: everything in the folder, at any level, in any order.
  init(_ entries: [Entry]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * 100)
    func append(_ numbers: Int...) {
      for number in numbers { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
    }
    var newest = 0
    for (path, status) in entries.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      bytes.append(contentsOf: path)
      // Ends the path: no name holds it.
      bytes.append(0)
      let mode: Int = Int(status.permissions) << 2 | (status.kind == .file ? 0 : status.kind == .folder ? 1 : 2)
      append(mode, Int(bitPattern: status.identity.device), Int(bitPattern: status.identity.inode))
      if status.kind == .folder { continue }
      let changed = Self.nanoseconds(status.changed)
      newest = max(newest, changed)
      append(status.size, Self.nanoseconds(status.modified), changed)
    }
    digest = Digest.sha256Hex(bytes)
    self.newest = newest
  }

  /// Something in the folder: its path from there, and what it is.
  typealias Entry = (path: [UInt8], status: FileStatus)

  package static func == (left: KitStamp, right: KitStamp) -> Bool { left.digest.utf8.elementsEqual(right.digest.utf8) }

  static func nanoseconds(_ time: (seconds: Int, nanoseconds: Int)) -> Int { time.seconds * 1_000_000_000 + time.nanoseconds }
}

/// Takes the stamp of a folder.
struct KitStamper {
  let fileSystem: FileSystem

  /// File systems of this machine, whose times and inodes follow each change at once. Others may answer from what they remembered, or know no
  /// such time (statfs(2)): ext2 to ext4, XFS, Btrfs, tmpfs, F2FS, overlayfs, ZFS.
  private static let known: Set<Int> = [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0xF2F5_2010, 0x794C_7630, 0x2FC1_2FC1]

  /// Whether the folder stands on a file system whose times are to be relied upon.
  func isTrusted(_ folder: Folder) -> Bool { Self.known.contains(fileSystem.kind(of: folder)) }

  /// Nil on a file system whose times are not to be relied upon.
  func stamp(of folder: Folder) throws -> KitStamp? {
    guard isTrusted(folder) else { return nil }
    var walk = Walk(fileSystem: fileSystem)
    try walk.visit(folder, path: [], depth: 1)
    return KitStamp(walk.entries)
  }

  private struct Walk {
    let fileSystem: FileSystem
    var entries: [KitStamp.Entry] = []

    mutating func visit(_ folder: Folder, path: [UInt8], depth: Int) throws {
      guard depth <= KitReader.deepest else { throw tooMany(folder) }
      for name in try fileSystem.names(in: folder) {
        guard let status = try fileSystem.status(in: folder, name) else { continue }
        let inner = KitPaths.join(path, name)
        entries.append((inner, status))
        guard entries.count <= KitReader.mostEntries else { throw tooMany(folder) }
        if status.kind == .folder { try visit(try fileSystem.folder(in: folder, name), path: inner, depth: depth + 1) }
      }
    }

    private func tooMany(_ folder: Folder) -> OutputFailure {
      OutputFailure(OutputCatalog.tooManyEntries, "'\(folder.path)' holds too many entries for a kit")
    }
  }
}
