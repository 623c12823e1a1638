import Diagnostics
import Glibc
import Hashing

/// Reads what stands in a kit's folder, without following a symbolic link and without writing.
package struct KitReader: Sendable {
  /// A folder nested deeper, or with more entries, is not a kit: a kit's paths have 120 characters, and the largest estate
  /// that was tried makes some 10,000 files.
  static let deepest = 64
  static let mostEntries = 200_000

  let fileSystem: FileSystem

  package init(fileSystem: FileSystem = FileSystem()) { self.fileSystem = fileSystem }

  /// What stands there; nil when there is no such folder.
  ///
  /// - Parameter kit: the kit that is to be compared with it. Its files are read where their size fits, and those of the
  ///   manifest that is found there; nothing else is read, however large.
  package func read(_ location: KitLocation, for kit: Kit? = nil) throws(OutputFailure) -> KitOnDisk? {
    try OutputFailure.wrap {
      guard let parent = try openParent(location) else { return nil }
      return try read(location.name, in: parent, for: kit)
    }
  }

  /// The manifest of the last run; nil when there is none. One that is there and cannot be read is an error: without it
  /// nobody can tell whether a unit is gone since then.
  package func manifest(of location: KitLocation) throws(OutputFailure) -> Manifest? {
    try OutputFailure.wrap {
      let name = Array(Manifest.fileName.utf8)
      guard let parent = try openParent(location), let folder = try openKit(location.name, in: parent)?.folder,
        let status = try fileSystem.status(in: folder, name)
      else { return nil }
      do throws(Manifest.Problem) {
        guard status.kind == .file else { throw Manifest.Problem(message: "it is not a file") }
        guard let bytes = try? ownFile(Manifest.fileName, in: folder) else {
          throw Manifest.Problem(message: "it cannot be read")
        }
        return try Manifest(reading: bytes)
      } catch {
        throw OutputFailure(KitRefusal.unreadable(location, error.message))
      }
    }
  }

  /// Nil when there is no such folder.
  private func openParent(_ location: KitLocation) throws -> Folder? {
    do {
      return try fileSystem.folder(at: location.parent)
    } catch let error as SystemError where error.number == ENOENT {
      return nil
    }
  }

  /// - Parameter hashing: false only lists what is there.
  func read(_ name: String, in parent: Folder, for kit: Kit?, hashing: Bool = true) throws -> KitOnDisk? {
    guard let (folder, status) = try openKit(name, in: parent) else { return nil }
    if hashing { return try read(folder, for: kit, skipping: []) }
    var walk = Walk(fileSystem: fileSystem, known: [])
    try walk.visit(folder, path: [], depth: 1)
    return KitOnDisk(status: status, entries: walk.entries, manifest: nil, own: OwnFiles())
  }

  /// The kit's folder, which must not be a link; nil when it is not there.
  private func openKit(_ name: String, in parent: Folder) throws -> (folder: Folder, status: FileStatus)? {
    let name = Array(name.utf8)
    guard let status = try fileSystem.status(in: parent, name) else { return nil }
    switch status.kind {
    case .folder: return (try fileSystem.folder(in: parent, name), status)
    case .link:
      throw OutputFailure(
        OutputCatalog.wrongKind, "'\(parent.shown(name))' is a symbolic link, and a kit is not written through one",
        hint: "remove the link, or name the folder that it leads to")
    case .file, .other:
      throw OutputFailure(
        OutputCatalog.wrongKind, "'\(parent.shown(name))' is not a folder", hint: "move it away, or choose another folder")
    }
  }

  /// - Parameter known: files whose content is not asked for.
  func read(_ folder: Folder, for kit: Kit?, skipping known: Set<FileStatus.Identity>) throws -> KitOnDisk {
    let own = OwnFiles(
      manifest: try ownFile(Manifest.fileName, in: folder), checksums: try ownFile(Checksums.fileName, in: folder))
    let manifest = own.manifest.map { bytes in Result { () throws(Manifest.Problem) in try Manifest(reading: bytes) } }
    var walk = Walk(fileSystem: fileSystem, known: known)
    if case .success(let manifest) = manifest {
      for file in manifest.files { walk.sizes[Array(file.path.utf8), default: []].insert(file.size) }
    }
    for file in kit?.files ?? [] { walk.sizes[file.name, default: []].insert(file.bytes.count) }
    for (name, bytes) in [(Manifest.fileName, own.manifest), (Checksums.fileName, own.checksums)] {
      if let bytes { walk.sizes[Array(name.utf8), default: []].insert(bytes.count) }
    }
    try walk.visit(folder, path: [], depth: 1)
    let entries = walk.entries.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    return KitOnDisk(status: try fileSystem.status(of: folder), entries: entries, manifest: manifest, own: own)
  }

  /// Nil when it is not there, or is something else than a file; the comparison then says so.
  private func ownFile(_ name: String, in folder: Folder) throws -> [UInt8]? {
    guard let status = try fileSystem.status(in: folder, Array(name.utf8)), status.kind == .file else { return nil }
    let bytes = try fileSystem.read(in: folder, Array(name.utf8), atMost: Manifest.largest).bytes
    guard bytes.count <= Manifest.largest else {
      throw OutputFailure(
        OutputCatalog.fileAboveLimit, "'\(folder.shown(Array(name.utf8)))' is larger than \(Manifest.largest >> 20) MiB")
    }
    return bytes
  }
}

/// One walk through a kit's folder.
private struct Walk {
  let fileSystem: FileSystem
  let known: Set<FileStatus.Identity>
  /// The sizes at which a file is worth reading.
  var sizes: [[UInt8]: Set<Int>] = [:]
  private(set) var entries: [DiskEntry] = []

  init(fileSystem: FileSystem, known: Set<FileStatus.Identity>) {
    self.fileSystem = fileSystem
    self.known = known
  }

  mutating func visit(_ folder: Folder, path: [UInt8], depth: Int) throws {
    guard depth <= KitReader.deepest else { throw tooMany("'\(folder.path)' is nested more than \(KitReader.deepest) deep") }
    for name in try fileSystem.names(in: folder) {
      // What vanished since the names were read was not there.
      guard let status = try fileSystem.status(in: folder, name) else { continue }
      let inner = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
      guard entries.count < KitReader.mostEntries else {
        throw tooMany("'\(folder.path)' and what stands beside it hold more than \(KitReader.mostEntries) entries")
      }
      guard status.kind == .folder else {
        entries.append(try leaf(folder, name, inner, status))
        continue
      }
      let before = entries.count
      try visit(try fileSystem.folder(in: folder, name), path: inner, depth: depth + 1)
      if entries.count == before { entries.append(DiskEntry(path: inner, status: status, sha256: nil)) }
    }
  }

  private func leaf(_ folder: Folder, _ name: [UInt8], _ path: [UInt8], _ status: FileStatus) throws -> DiskEntry {
    guard status.kind == .file, !known.contains(status.identity), sizes[path]?.contains(status.size) == true else {
      return DiskEntry(path: path, status: status, sha256: nil)
    }
    let (bytes, opened) = try fileSystem.read(in: folder, name, atMost: status.size)
    // A file that changed while it was read holds neither the old content nor the new.
    let digest = bytes.count == opened.size ? Digest.sha256Hex(bytes) : nil
    return DiskEntry(path: path, status: opened, sha256: digest)
  }

  private func tooMany(_ message: String) -> OutputFailure {
    OutputFailure(OutputCatalog.tooManyEntries, message, hint: "name a folder that holds nothing but kits")
  }
}
