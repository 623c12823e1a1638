import Hashing

/// What a kit says about itself in `manifest.json`: what made it, what it covers, and every file with its digest.
///
/// `manifest.json` and `SHA256SUMS` are not in their own list; `SHA256SUMS` holds the digest of `manifest.json`.
package struct Manifest: Sendable, Equatable {
  package static let fileName = "manifest.json"
  /// The layout of the file. A reader refuses any other number.
  package static let format = 1
  /// Who wrote the file.
  package static let tool = "syncshift"

  package var header: ManifestHeader
  /// Sorted by path, bytewise.
  package private(set) var files: [ManifestFile]

  package init(header: ManifestHeader, files: [ManifestFile]) {
    self.header = header
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The manifest of a tree.
  package init(header: ManifestHeader, tree: OutputTree) {
    self.init(header: header, files: tree.files.map(ManifestFile.init))
  }
}

/// One file of a kit, as its manifest describes it.
package struct ManifestFile: Sendable, Equatable {
  package var path: String
  /// What kind of artifact it is, such as `rule-xml`.
  package var kind: String
  /// Identifiers of the plan's steps that use it.
  package var steps: [String]
  /// Key paths of the input that it says something about.
  package var keyPaths: [String]
  /// In bytes.
  package var size: Int
  /// Lower-case hexadecimal.
  package var sha256: String
  package var isExecutable: Bool

  init(_ file: OutputFile) {
    path = file.path
    kind = file.kind
    steps = file.steps
    keyPaths = file.keyPaths
    size = file.bytes.count
    sha256 = Digest.sha256Hex(file.bytes)
    isExecutable = file.isExecutable
  }

  init(
    path: String, kind: String, steps: [String], keyPaths: [String], size: Int, sha256: String, isExecutable: Bool
  ) {
    self.path = path
    self.kind = kind
    self.steps = steps
    self.keyPaths = keyPaths
    self.size = size
    self.sha256 = sha256
    self.isExecutable = isExecutable
  }
}
