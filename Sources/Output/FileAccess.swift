import Diagnostics
import Glibc
import Hashing

/// Files that the user names on the command line: read whole, written only where nothing stands.
package struct FileAccess: Sendable {
  /// The most files that are read from one folder. The product's own templates are a few hundred.
  package static let mostFiles = 10_000

  let fileSystem: FileSystem
  /// Takes down what is read.
  let trail: ReadTrail?

  package init(fileSystem: FileSystem = FileSystem(), trail: ReadTrail? = nil) {
    self.fileSystem = fileSystem
    self.trail = trail
  }

  /// Whether the path leads to a folder.
  package func isFolder(_ path: String) throws(OutputFailure) -> Bool {
    try OutputFailure.wrap {
      let descriptor = try fileSystem.openForReading(path)
      defer { close(descriptor) }
      return try fileSystem.status(of: descriptor, path: path).kind == .folder
    }
  }

  /// The bytes of a file. Links are followed, and pipes are read to their end, so that a shell's `<(…)` works.
  ///
  /// - Parameter limit: in bytes; a file that is larger is refused and not read further.
  package func read(_ path: String, atMost limit: Int) throws(OutputFailure) -> [UInt8] {
    trail?.begin()
    return try OutputFailure.wrap {
      let descriptor = try fileSystem.openForReading(path)
      defer { close(descriptor) }
      let status = try fileSystem.status(of: descriptor, path: path)
      if status.kind == .folder { throw SystemError(call: .read, path: path, number: EISDIR) }
      let bytes = try fileSystem.read(descriptor, path: path, expected: status.size, atMost: limit)
      if bytes.count > limit { throw tooLarge(path, limit) }
      if let trail { trail.end(.file, path, sha256: Digest.sha256Hex(bytes)) }
      return bytes
    }
  }

  /// All files in a folder and below it, sorted by path, bytewise. Names that begin with a full stop are left out; a symbolic
  /// link, or anything else that is neither file nor folder, is an error.
  ///
  /// - Parameter limit: of one file, in bytes.
  package func readFolder(_ path: String, atMost limit: Int) throws(OutputFailure) -> [(path: String, bytes: [UInt8])] {
    // Not taken down: whoever reads a whole folder has its own digest of it.
    trail?.begin()
    return try OutputFailure.wrap {
      var files: [(path: String, bytes: [UInt8])] = []
      try collect(try fileSystem.folder(at: path), inner: "", limit, depth: 1, into: &files)
      return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  /// Writes files into a folder, which is made if it is not there. Writes none if one of them is there already.
  package func writeNew(_ files: [(path: String, bytes: [UInt8])], to path: String) throws(OutputFailure) {
    for file in files {
      if let problem = KitPathRule.problem(in: file.path) { preconditionFailure("the path '\(file.path)' \(problem)") }
    }
    try OutputFailure.wrap {
      let root = try ParentFolder(fileSystem: fileSystem).open(path)
      var cursor = FolderCursor(root, fileSystem: fileSystem)
      for check in [true, false] {
        for file in files {
          let (inner, name) = KitPaths.split(Array(file.path.utf8))
          if check {
            try refuseExisting(root, KitPaths.parts(inner), name)
            continue
          }
          let folder = try cursor.move(to: inner) { parent, name, _ in
            try fileSystem.makeFolder(in: parent, name, permissions: KitBuilder.folderPermissions).folder
          }
          try fileSystem.create(in: folder, name, file.bytes, permissions: 0o644)
        }
      }
    }
  }

  /// Writes a file, in the place of one that is there already: the old one or the new one stands there at any time.
  package func replace(_ path: String, with bytes: [UInt8]) throws(OutputFailure) {
    try OutputFailure.wrap {
      let (folder, name) = KitPaths.split(Array(path.utf8))
      let isAtRoot = folder.isEmpty && path.utf8.first == KitPaths.separator
      let place = folder.isEmpty ? (isAtRoot ? "/" : ".") : String(decoding: folder, as: UTF8.self)
      let parent = try fileSystem.folder(at: place)
      let temporary = Array(".".utf8) + name + Array(".\(getpid())".utf8)
      do {
        try fileSystem.create(in: parent, temporary, bytes, permissions: 0o644)
        try fileSystem.move(.plain, from: parent, temporary, to: parent, name)
      } catch {
        try? fileSystem.remove(in: parent, temporary)
        // The file beside it is nothing that a person has asked for.
        guard let error = error as? SystemError else { throw error }
        throw SystemError(call: error.call, path: parent.shown(name), number: error.number)
      }
    }
  }

  private func refuseExisting(_ root: Folder, _ parts: [[UInt8]], _ name: [UInt8]) throws {
    var folder = root
    for part in parts {
      guard try fileSystem.status(in: folder, part) != nil else { return }
      folder = try fileSystem.folder(in: folder, part)
    }
    if try fileSystem.status(in: folder, name) != nil {
      throw SystemError(call: .create, path: folder.shown(name), number: EEXIST)
    }
  }

  private func collect(
    _ folder: Folder, inner: String, _ limit: Int, depth: Int, into files: inout [(path: String, bytes: [UInt8])]
  ) throws {
    guard depth <= KitReader.deepest, files.count <= Self.mostFiles else {
      throw OutputFailure(
        OutputCatalog.tooManyEntries,
        "'\(folder.path)' is nested more than \(KitReader.deepest) deep, or holds more than \(Self.mostFiles) files",
        hint: "name the folder that is meant")
    }
    for name in try fileSystem.names(in: folder) where name.first != UInt8(ascii: ".") {
      guard let status = try fileSystem.status(in: folder, name) else { continue }
      guard let text = String(validating: name, as: UTF8.self) else {
        throw OutputFailure(OutputCatalog.wrongKind, "the name of '\(folder.shown(name))' is not UTF-8", hint: "rename it")
      }
      let path = inner.isEmpty ? text : "\(inner)/\(text)"
      if status.kind == .folder {
        try collect(try fileSystem.folder(in: folder, name), inner: path, limit, depth: depth + 1, into: &files)
        continue
      }
      let bytes = try fileSystem.read(in: folder, name, atMost: limit).bytes
      if bytes.count > limit { throw tooLarge(folder.shown(name), limit) }
      files.append((path, bytes))
    }
  }

  private func tooLarge(_ path: String, _ limit: Int) -> OutputFailure {
    let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
    return OutputFailure(OutputCatalog.fileAboveLimit, "'\(path)' is larger than \(size)", hint: "name the file that is meant")
  }
}
