import Hashing

/// A complete kit in memory: the tree, and with it the two files that describe it.
package struct Kit: Sendable {
  package let manifest: Manifest
  /// Everything that is written, `manifest.json` and `SHA256SUMS` included. Sorted by path, bytewise.
  package let files: [File]

  /// One file as it is to stand on the disk.
  package struct File: Sendable {
    package let path: String
    /// The path as the file system has it.
    let name: [UInt8]
    package let bytes: [UInt8]
    package let isExecutable: Bool
    /// Lower-case hexadecimal.
    package let sha256: String

    /// 0755 for what is run, 0644 for the rest.
    var permissions: UInt32 { isExecutable ? 0o755 : 0o644 }

    init(path: String, bytes: [UInt8], isExecutable: Bool, sha256: String) {
      self.path = path
      name = Array(path.utf8)
      self.bytes = bytes
      self.isExecutable = isExecutable
      self.sha256 = sha256
    }
  }

  package init(tree: OutputTree, header: ManifestHeader) {
    manifest = Manifest(header: header, tree: tree)
    let manifestBytes = manifest.bytes
    let checksumBytes = Checksums.bytes(of: manifest, manifestBytes: manifestBytes)
    var files = zip(tree.files, manifest.files).map { file, entry in
      File(path: file.path, bytes: file.bytes, isExecutable: file.isExecutable, sha256: entry.sha256)
    }
    for (path, bytes) in [(Manifest.fileName, manifestBytes), (Checksums.fileName, checksumBytes)] {
      files.append(File(path: path, bytes: bytes, isExecutable: false, sha256: Digest.sha256Hex(bytes)))
    }
    self.files = files.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}
