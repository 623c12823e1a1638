import Diagnostics
import Glibc

/// What runs remember about the kits that they wrote: a file for each kit in the hidden folder `.syncshift` beside the kits. It may be lost at any
/// time; then the next run compares bytes, as it does with a kit that it knows nothing about.
///
/// A record says: everything in this kit is what a run wrote or found to be right, as long as the stamp is the same. To be sure of that, nothing in
/// the kit may have changed within the last moment before the stamp was taken: times on a disk have steps, and a change in the same step would not
/// show. What is younger is not recorded; the next run that compares the bytes does it.
package struct KitRecords: Sendable {
  /// Beside the kits. Hidden, and says to git and the like that it is not worth keeping.
  package static let folderName = ".syncshift"

  /// Twice the longest step of the clock that file systems use (10 ms, at 100 ticks a second), in nanoseconds.
  static let step = 20_000_000

  private let fileSystem: FileSystem
  private let parent: String

  /// - Parameter parent: the folder that holds the kits.
  package init(parent: String, fileSystem: FileSystem = FileSystem()) {
    self.parent = parent
    self.fileSystem = fileSystem
  }

  private var path: String { parent.utf8.last == KitPaths.separator ? parent + Self.folderName : "\(parent)/\(Self.folderName)" }
  private static func fileName(_ kit: String) -> [UInt8] { Array("\(kit).json".utf8) }

  /// What was recorded about a kit; nil when nothing usable is there.
  package func read(_ kit: String) -> [UInt8]? {
    guard let folder = try? fileSystem.folder(at: path) else { return nil }
    guard let (bytes, _) = try? fileSystem.read(in: folder, Self.fileName(kit), atMost: Manifest.largest) else { return nil }
    return bytes.count <= Manifest.largest ? bytes : nil
  }

  /// The digest of the kit's stamp as it is now; nil when that cannot be said.
  package func stamp(of kit: String) -> String? {
    guard let parent = try? fileSystem.folder(at: parent), let folder = try? fileSystem.folder(in: parent, Array(kit.utf8)) else {
      return nil
    }
    return (try? KitStamper(fileSystem: fileSystem).stamp(of: folder))?.digest
  }

  /// By what a kit may be known again.
  package enum Evidence: Sendable {
    /// The stamp from before its bytes were found to be right.
    case found(KitStamp)
    /// The stamp from when it was made. Nobody could reach it before a later step of the clock, so whatever is changed in it has another stamp.
    case made(KitStamp)
  }

  /// - Parameter moment: when nobody had reached the kit yet.
  static func evidence(of made: KitStamp, reachableFrom moment: (seconds: Int, nanoseconds: Int)) -> Evidence? {
    KitStamp.nanoseconds(moment) - made.newest >= step ? .made(made) : nil
  }

  /// Records what is known about a kit. Does nothing where that is not certain, and is silent when it cannot: a record only saves time.
  ///
  /// - Parameter record: gets the digest of the stamp.
  package func write(_ kit: String, _ evidence: Evidence, _ record: (String) -> [UInt8]) {
    guard let folder = try? open() else { return }
    let temporary = Array(".\(kit).\(getpid())".utf8)
    try? fileSystem.remove(in: folder, temporary)
    do {
      let stamp: KitStamp
      switch evidence {
      case .made(let made): stamp = made
      case .found(let found):
        // Made first: its time is that of the file system's own clock before the look.
        let now = try fileSystem.create(in: folder, temporary, [], permissions: 0o644)
        try fileSystem.remove(in: folder, temporary)
        guard let again = try KitStamper(fileSystem: fileSystem).stamp(of: try fileSystem.folder(in: kits(), Array(kit.utf8))),
          again == found, KitStamp.nanoseconds(now.changed) - again.newest >= Self.step
        else { return }
        stamp = again
      }
      try fileSystem.create(in: folder, temporary, record(stamp.digest), permissions: 0o644)
      try fileSystem.move(.plain, from: folder, temporary, to: folder, Self.fileName(kit))
    } catch {
      try? fileSystem.remove(in: folder, temporary)
    }
  }

  private func kits() throws -> Folder { try fileSystem.folder(at: parent) }

  private func open() throws -> Folder {
    if let folder = try? fileSystem.folder(at: path) { return folder }
    let folder = try ParentFolder(fileSystem: fileSystem).open(path)
    _ = try? fileSystem.create(in: folder, Array(".gitignore".utf8), Array("*\n".utf8), permissions: 0o644)
    return folder
  }
}
