import Diagnostics

/// Where the values of files that extend one another come from: for each key path what was written, the first place first.
package struct Origins: Sendable {
  /// A value as one file wrote it.
  package struct Origin: Sendable {
    /// The text of a scalar; nil for a mapping or list that was replaced as a whole.
    package let text: String?
    package let range: SourceRange
  }

  private var all: [ByteKey: [Origin]] = [:]

  package init() {}

  /// Earlier values of a key path that later files replaced, in the order in which they were replaced.
  package func replaced(_ keyPath: String) -> [Origin] { all[ByteKey(text: keyPath)] ?? [] }

  mutating func replace(_ node: Node, at keyPath: String) {
    var text: String?
    if case .scalar(let scalar) = node { text = scalar.text }
    all[ByteKey(text: keyPath), default: []].append(Origin(text: text, range: node.range))
  }
}

/// The names of values: keys joined by full stops, entries of lists by their name, or by their number where they have none.
package enum NodePath {
  package static func child(_ key: String, of path: String) -> String { path.utf8.isEmpty ? key : "\(path).\(key)" }

  package static func entry(_ item: Node, _ index: Int, of path: String) -> String {
    "\(path)[\(name(of: item) ?? String(index))]"
  }

  /// What an entry of a list is known by; nil when it has no name.
  package static func name(of item: Node) -> String? {
    guard case .mapping(let mapping) = item, case .scalar(let name)? = mapping["name"], !name.isNull else { return nil }
    return name.text
  }
}
