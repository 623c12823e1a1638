/// All files of one kit, in memory, before anything is written. The only thing that Output takes from the rooms before it.
package struct OutputTree: Sendable {
  /// Sorted by path, bytewise; paths are unique, also when folded to lower case.
  package private(set) var files: [OutputFile]

  /// Stops on a path that `KitPathRule` refuses and on two that collide: the rooms before have to refuse names from the
  /// input with their place, so this is a mistake of ours.
  package init(_ files: [OutputFile]) {
    for file in files {
      if let problem = KitPathRule.problem(in: file.path) { preconditionFailure("the path '\(file.path)' \(problem)") }
    }
    if let (one, other) = KitPathRule.collision(in: KitPathRule.reserved + files.map(\.path)) {
      preconditionFailure("the paths '\(one)' and '\(other)' collide")
    }
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

/// One file of a kit.
package struct OutputFile: Sendable {
  /// Relative, `/` between parts, plain ASCII, at most 120 characters, safe on Windows.
  package var path: String
  package var bytes: [UInt8]
  package var isExecutable: Bool
  /// What kind of artifact it is, such as `rule-xml`.
  package var kind: String
  /// Identifiers of the plan's steps that use it.
  package var steps: [String]
  /// Key paths of the input that it says something about.
  package var keyPaths: [String]

  package init(path: String, bytes: [UInt8], isExecutable: Bool, kind: String, steps: [String], keyPaths: [String]) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
    self.kind = kind
    self.steps = steps
    self.keyPaths = keyPaths
  }
}
