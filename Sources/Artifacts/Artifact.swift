/// One file of the kit: where it goes, its bytes, and what it was made for.
package struct Artifact: Sendable {
  /// Relative to the kit's folder.
  package let path: String
  package let bytes: [UInt8]
  package let isExecutable: Bool
  /// The catalogue's name of its kind.
  package let kind: String
  /// Identifiers of the plan's steps that use it.
  package let steps: [String]
  /// Key paths of the input that it says something about.
  package let keyPaths: [String]

  package init(
    path: String, bytes: [UInt8], isExecutable: Bool = false, kind: String, steps: [String] = [], keyPaths: [String] = []
  ) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
    self.kind = kind
    self.steps = steps
    self.keyPaths = keyPaths
  }
}
