import Diagnostics
import Glibc

/// Builds a whole kit in a new folder: files that did not change become second names of the old ones (same inode, same
/// time of change), the others are written, and what users wrote is carried over.
struct KitBuilder {
  /// A folder that is made has 0755; one that was there before keeps its permissions.
  static let folderPermissions: UInt32 = 0o755

  let fileSystem: FileSystem
  let kit: Kit
  let disk: KitOnDisk?
  let kept: KeptFiles?

  private var target: FolderCursor
  private var source: FolderCursor?
  /// Old files whose content was copied, where a second name is impossible.
  private(set) var copied: Set<FileStatus.Identity> = []
  /// Every file and folder of the kit as it is now; nil once something of the old kit is in it, which may change further.
  private(set) var made: [KitStamp.Entry]? = []
  /// Folders of users, with the permissions that they get back once they are filled.
  private var closing: [(path: [UInt8], permissions: UInt32)] = []

  /// - Parameter old: the folder that `disk` was read from.
  init(_ kit: Kit, disk: KitOnDisk?, kept: KeptFiles?, old: Folder?, new: Folder, fileSystem: FileSystem) {
    self.fileSystem = fileSystem
    self.kit = kit
    self.disk = disk
    self.kept = kept
    target = FolderCursor(new, fileSystem: fileSystem)
    source = old.map { FolderCursor($0, fileSystem: fileSystem) }
  }

  mutating func build() throws {
    let entries = Dictionary((disk?.entries ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for file in kit.files {
      let (folder, name) = KitPaths.split(file.name)
      let place = try move(to: folder, from: folder)
      if let entry = entries[file.name], entry.holds(sha256: file.sha256), entry.status.isExecutable == file.isExecutable,
        try link(entry, to: place, name)
      {
        made = nil
        continue
      }
      let same = entries[file.name].flatMap { $0.holds(sha256: file.sha256) ? $0.status : nil }
      let status = try fileSystem.create(in: place, name, file.bytes, permissions: file.permissions, modified: same?.modified)
      made?.append((file.name, status))
      if let same { copied.insert(same.identity) }
    }
    for keeping in kept?.all ?? [] {
      try carry(keeping)
      made = nil
    }
    for (path, permissions) in closing.reversed() {
      try fileSystem.setPermissions(of: try target.move(to: path), to: permissions)
    }
  }

  /// The folder in the new kit, made if it is not there yet.
  ///
  /// - Parameter counterpart: the folder in the old kit that it stands for, whose permissions it takes over.
  private mutating func move(to path: [UInt8], from counterpart: [UInt8]) throws -> Folder {
    var closing = self.closing
    var source = self.source
    var folders: [KitStamp.Entry] = []
    let fileSystem = fileSystem
    defer {
      self.closing = closing
      self.source = source
      made?.append(contentsOf: folders)
    }
    return try target.move(to: path) { parent, name, inner in
      let depth = KitPaths.parts(inner).count
      let original = Array(KitPaths.parts(counterpart).prefix(depth).joined(separator: [KitPaths.separator]))
      let old = try Self.find(original, &source)
      let permissions = try old.map { try fileSystem.status(of: $0).permissions } ?? Self.folderPermissions
      // Until it is filled, we need to get in.
      let (folder, status) = try fileSystem.makeFolder(in: parent, name, permissions: permissions | 0o700)
      folders.append((inner, status))
      if permissions | 0o700 != permissions { closing.append((inner, permissions)) }
      return folder
    }
  }

  /// The folder in the old kit; nil when there is none, or something else in its place.
  private static func find(_ path: [UInt8], _ source: inout FolderCursor?) throws -> Folder? {
    do {
      return try source?.move(to: path)
    } catch let error as SystemError where [ENOENT, ENOTDIR, ELOOP].contains(error.number) {
      return nil
    }
  }

  /// Gives an old entry a second name. False where the file system cannot, or may not: then it has to be copied.
  private mutating func link(_ entry: DiskEntry, to place: Folder, _ name: [UInt8]) throws -> Bool {
    let (folder, oldName) = KitPaths.split(entry.path)
    guard let old = try source?.move(to: folder) else { return false }
    do {
      try fileSystem.link(from: old, oldName, to: place, name)
    } catch let error as SystemError where [EPERM, EMLINK, ENOTSUP, EOPNOTSUPP, ENOSYS, EXDEV].contains(error.number) {
      return false
    }
    guard try fileSystem.status(in: place, name)?.identity == entry.status.identity else {
      throw OutputFailure(
        OutputCatalog.busy, "'\(entry.shownPath)' was replaced while the kit was being written",
        hint: "run again when nobody else works in the folder")
    }
    return true
  }

  private mutating func carry(_ keeping: KeptFiles.Keeping) throws {
    let entry = keeping.entry
    if entry.status.kind == .folder {
      _ = try move(to: keeping.path, from: entry.path)
      return
    }
    let (folder, name) = KitPaths.split(keeping.path)
    let place = try move(to: folder, from: KitPaths.split(entry.path).folder)
    if try link(entry, to: place, name) { return }
    let (oldFolder, oldName) = KitPaths.split(entry.path)
    guard let old = try source?.move(to: oldFolder) else { return }
    switch entry.status.kind {
    case .file:
      let (bytes, status) = try fileSystem.read(in: old, oldName, atMost: entry.status.size)
      guard bytes.count == entry.status.size else {
        throw OutputFailure(
          OutputCatalog.busy, "'\(entry.shownPath)' grew while the kit was being written", hint: "run again when it is at rest")
      }
      try fileSystem.create(in: place, name, bytes, permissions: status.permissions, modified: status.modified)
    case .link: try fileSystem.makeLink(in: place, name, to: try fileSystem.readLink(in: old, oldName))
    case .folder, .other:
      throw OutputFailure(
        OutputCatalog.wrongKind, "'\(entry.shownPath)' is a pipe, socket or device and cannot be copied", hint: "move it away")
    }
    copied.insert(entry.status.identity)
  }
}
