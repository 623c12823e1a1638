/// The files of a kit with their bytes, as they stand in a folder or were just made.
package struct KitContents: Sendable {
  package struct File: Sendable {
    package let path: String
    package let bytes: [UInt8]
    package let isExecutable: Bool
  }

  package let manifest: Manifest
  /// With manifest and checksums; sorted by path, bytewise.
  package let files: [File]

  package init(_ kit: Kit) {
    manifest = kit.manifest
    files = kit.files.map { File(path: $0.path, bytes: $0.bytes, isExecutable: $0.isExecutable) }
  }

  init(manifest: Manifest, files: [File]) {
    self.manifest = manifest
    self.files = files
  }

  /// The file at the path; nil when there is none.
  package func file(_ path: String) -> File? { files.first { $0.path.utf8.elementsEqual(path.utf8) } }

  /// Reads everything that a kit's manifest lists, as it stands on the disk. Whether it is what was written, `FolderVerifier` says.
  ///
  /// - Parameter path: the kit's folder, of any name.
  package static func read(_ path: String, fileSystem: FileSystem = FileSystem()) throws(OutputFailure) -> KitContents {
    try OutputFailure.wrap {
      let root = try fileSystem.folder(at: path)
      let manifestBytes = try fileSystem.read(in: root, Array(Manifest.fileName.utf8), atMost: Manifest.largest).bytes
      let manifest: Manifest
      do throws(Manifest.Problem) {
        manifest = try Manifest(reading: manifestBytes)
      } catch {
        throw OutputFailure(
          OutputCatalog.manifestUnreadable, "the manifest of '\(path)' cannot be used: \(error.message)",
          hint: "name the folder of a whole kit")
      }
      var cursor = FolderCursor(root, fileSystem: fileSystem)
      var files: [File] = []
      let own = [Manifest.fileName, Checksums.fileName].map { (path: $0, isExecutable: false) }
      for (name, isExecutable) in own + manifest.files.map({ (path: $0.path, isExecutable: $0.isExecutable) }) {
        let (folder, leaf) = KitPaths.split(Array(name.utf8))
        let bytes = try fileSystem.read(in: try cursor.move(to: folder), leaf, atMost: Manifest.largest).bytes
        files.append(File(path: name, bytes: bytes, isExecutable: isExecutable))
      }
      return KitContents(manifest: manifest, files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    }
  }
}
