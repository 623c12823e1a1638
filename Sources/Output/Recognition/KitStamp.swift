import Glibc
import Hashing

/// What the file system knows about everything in a kit's folder, in one digest: each name with its kind, permissions, size, inode, time of the last
/// change of the content and time of the last change of anything. Whoever writes into a file, replaces it, adds one or takes one away changes the
/// stamp; the last time cannot be set by any program, so a tool that puts the other one back does not hide anything.
///
/// The folder itself is not in it, only what it holds: its own times change when it gets its place.
package struct KitStamp: Sendable, Equatable {
  /// Lower-case hexadecimal.
  let digest: String
  /// The latest change of anything in the folder, in nanoseconds since 1970.
  let newest: Int
  /// The latest change of the folder itself, in nanoseconds since 1970. Being moved is one.
  let moved: Int

  package static func == (left: KitStamp, right: KitStamp) -> Bool { left.digest.utf8.elementsEqual(right.digest.utf8) }

  static func nanoseconds(_ time: (seconds: Int, nanoseconds: Int)) -> Int { time.seconds * 1_000_000_000 + time.nanoseconds }
}

/// Takes the stamp of a folder.
struct KitStamper {
  let fileSystem: FileSystem

  /// File systems of this machine, whose times and inodes follow each change at once. Others may answer from what they remembered, or know no
  /// such time (statfs(2)): ext2 to ext4, XFS, Btrfs, tmpfs, F2FS, overlayfs, ZFS.
  private static let known: Set<Int> = [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0xF2F5_2010, 0x794C_7630, 0x2FC1_2FC1]

  /// Nil on a file system whose times are not to be relied upon.
  func stamp(of folder: Folder) throws -> KitStamp? {
    guard Self.known.contains(fileSystem.kind(of: folder)) else { return nil }
    var walk = Walk(fileSystem: fileSystem)
    try walk.visit(folder, depth: 1)
    return KitStamp(
      digest: Digest.sha256Hex(walk.bytes), newest: walk.newest,
      moved: KitStamp.nanoseconds(try fileSystem.status(of: folder).changed))
  }

  private struct Walk {
    let fileSystem: FileSystem
    var bytes: [UInt8] = []
    var newest = 0
    private var count = 0

    init(fileSystem: FileSystem) {
      self.fileSystem = fileSystem
      bytes.reserveCapacity(1 << 15)
    }

    mutating func visit(_ folder: Folder, depth: Int) throws {
      guard depth <= KitReader.deepest else { throw tooMany(folder) }
      for name in try fileSystem.names(in: folder) {
        guard let status = try fileSystem.status(in: folder, name) else { continue }
        count += 1
        guard count <= KitReader.mostEntries else { throw tooMany(folder) }
        bytes.append(contentsOf: name)
        bytes.append(0)
        let changed = KitStamp.nanoseconds(status.changed)
        newest = max(newest, changed)
        let mode: Int = Int(status.permissions) << 2 | (status.kind == .file ? 0 : status.kind == .folder ? 1 : 2)
        append(mode, status.size, Int(bitPattern: status.identity.device), Int(bitPattern: status.identity.inode))
        append(KitStamp.nanoseconds(status.modified), changed)
        guard status.kind == .folder else { continue }
        try visit(try fileSystem.folder(in: folder, name), depth: depth + 1)
        // No name is empty, so this ends the folder.
        bytes.append(0)
      }
    }

    private mutating func append(_ numbers: Int...) {
      for number in numbers { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }
    }

    private func tooMany(_ folder: Folder) -> OutputFailure {
      OutputFailure(OutputCatalog.tooManyEntries, "'\(folder.path)' holds too many entries for a kit")
    }
  }
}
