import Diagnostics
import Glibc

/// The hidden folder beside a kit in which one run works at a time: `.NAME.syncshift`.
///
/// | Entry | What it is | When the next run finds it |
/// |---|---|---|
/// | `lock` | held by the run that is under way | takes it over, if it is free |
/// | `new` | a kit that is being built | removes it; nothing in it is the only copy of anything |
/// | `gone` | a replaced kit that is being removed, with everything in it accounted for | removes it |
/// | `ready` | a finished kit before it changes places with the old one; the old kit after that | `retire` |
/// | `old` | the old kit, on a file system that cannot exchange two names | puts it back if the kit's place is empty, else `retire` |
final class Workshop: Sendable {
  static let new = Array("new".utf8)
  static let ready = Array("ready".utf8)
  static let old = Array("old".utf8)
  private static let gone = Array("gone".utf8)
  private static let lockName = Array("lock".utf8)

  let folder: Folder
  private let fileSystem: FileSystem
  private let parent: Folder
  private let location: KitLocation
  private let lock: Int32

  private init(fileSystem: FileSystem, parent: Folder, location: KitLocation, folder: Folder, lock: Int32) {
    self.fileSystem = fileSystem
    self.parent = parent
    self.location = location
    self.folder = folder
    self.lock = lock
  }

  deinit {
    // Closing alone does not release it while a child, started by another part of the program, still holds a copy.
    flock(lock, LOCK_UN)
    close(lock)
  }

  private var kitName: [UInt8] { Array(location.name.utf8) }
  private static func name(_ location: KitLocation) -> [UInt8] { Array(location.workshopName.utf8) }

  static func exists(for location: KitLocation, in parent: Folder, _ fileSystem: FileSystem) throws -> Bool {
    try fileSystem.status(in: parent, name(location)) != nil
  }

  /// Makes the folder, or takes over the one that is there, and locks it. Fails when another run holds it.
  static func enter(_ location: KitLocation, in parent: Folder, _ fileSystem: FileSystem) throws -> Workshop {
    let name = name(location)
    // Another run may remove folder and lock between our steps, at its end; then we begin again.
    for _ in 0..<100 {
      guard let folder = try openFolder(name, in: parent, fileSystem) else { continue }
      let lock: Int32?
      do {
        lock = try fileSystem.lock(in: folder, lockName)
      } catch let error as SystemError where error.number == ENOENT {
        continue
      } catch {
        try? fileSystem.remove(in: parent, name, isFolder: true)
        throw error
      }
      guard let lock else {
        throw OutputFailure(
          OutputCatalog.busy, "another run is writing '\(location.path)'", hint: "wait until it has ended, and run again")
      }
      let workshop = Workshop(fileSystem: fileSystem, parent: parent, location: location, folder: folder, lock: lock)
      if try workshop.isInPlace(name) { return workshop }
    }
    throw OutputFailure(OutputCatalog.busy, "other runs keep writing '\(location.path)'", hint: "run one at a time")
  }

  /// Nil when another run removed it between two steps.
  private static func openFolder(_ name: [UInt8], in parent: Folder, _ fileSystem: FileSystem) throws -> Folder? {
    do {
      do {
        return try fileSystem.makeFolder(in: parent, name, permissions: 0o700).folder
      } catch let error as SystemError where error.number == EEXIST {
        return try fileSystem.folder(in: parent, name)
      }
    } catch let error as SystemError where error.number == ENOENT && error.call == .open {
      return nil
    } catch let error as SystemError where error.number == ENOTDIR || error.number == ELOOP {
      throw OutputFailure(
        OutputCatalog.wrongKind, "'\(parent.shown(name))' is not a folder, and a run works in a folder of this name",
        hint: "remove it")
    }
  }

  /// Whether folder and lock are still those that the names lead to.
  private func isInPlace(_ name: [UInt8]) throws -> Bool {
    let path = folder.shown(Self.lockName)
    return try fileSystem.status(in: parent, name)?.identity == fileSystem.status(of: folder).identity
      && fileSystem.status(in: folder, Self.lockName)?.identity == fileSystem.status(of: lock, path: path).identity
  }

  /// Removes the folder, unless something had to stay in it.
  func leave() {
    try? fileSystem.remove(in: folder, Self.lockName)
    try? fileSystem.remove(in: parent, Self.name(location), isFolder: true)
  }

  /// Puts right what a killed run left behind: afterwards the kit's place holds a complete kit or nothing, as before it.
  func recover() throws -> [Diagnostic] {
    var messages: [Diagnostic] = []
    if try fileSystem.status(in: folder, Self.old) != nil, try fileSystem.status(in: parent, kitName) == nil {
      try fileSystem.move(.plain, from: folder, Self.old, to: parent, kitName)
    }
    try clear(Self.new)
    try clear(Self.gone)
    for name in [Self.ready, Self.old] where try fileSystem.status(in: folder, name) != nil {
      messages += try retire(name, known: [])
    }
    return messages
  }

  /// Removes a kit that never stood in its place.
  func clear(_ name: [UInt8]) throws {
    guard try fileSystem.status(in: folder, name) != nil else { return }
    try FolderRemoval(fileSystem: fileSystem).remove(in: folder, name)
  }

  /// Removes a kit that was replaced, if everything in it is accounted for: as its own manifest says, or a second name of a
  /// file in the kit that stands now, or among `known`. Otherwise somebody wrote into it at the last moment, and it is moved
  /// out beside the kit, with a warning.
  func retire(_ name: [UInt8], known: Set<FileStatus.Identity>) throws -> [Diagnostic] {
    let reader = KitReader(fileSystem: fileSystem)
    var known = known
    if let current = try reader.read(location.name, in: parent, for: nil, hashing: false) {
      known.formUnion(current.entries.map(\.status.identity))
    }
    let retired = try reader.read(try fileSystem.folder(in: folder, name), for: nil, skipping: known)
    let unknown = retired.entries.filter {
      $0.status.kind != .folder && !known.contains($0.status.identity) && !retired.isAsWritten($0)
    }
    if unknown.isEmpty {
      // Renamed first: what is left of it after an interruption could not be accounted for any more.
      try fileSystem.move(.plain, from: folder, name, to: folder, Self.gone)
      try clear(Self.gone)
      return []
    }
    let place = try moveOut(name)
    return [
      Diagnostic(
        OutputCatalog.leftBehind, "the kit that was replaced is kept as '\(place)': somebody wrote into it meanwhile",
        hint: "take over what is needed, and remove it", notes: unknown.prefix(20).map { .init("'\($0.shownPath)'") })
    ]
  }

  /// Moves a folder out of the workshop to the first free name `NAME.kept-N` beside the kit.
  private func moveOut(_ name: [UInt8]) throws -> String {
    var number = 1
    while true {
      let place = kitName + Array(".kept-\(number)".utf8)
      if try fileSystem.status(in: parent, place) == nil {
        try fileSystem.move(.plain, from: folder, name, to: parent, place)
        return parent.shown(place)
      }
      number += 1
    }
  }
}
