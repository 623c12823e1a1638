import Diagnostics

/// Where the values of files that extend one another come from: for each key path what was written, the first place first.
package struct Origins: Sendable {
  /// A value as one file wrote it.
  package struct Origin: Sendable {
    /// Of a scalar, or of a list of them; nil for what holds other values.
    package let text: String?
    package let range: SourceRange

    package init(_ node: Node) {
      text = NodePath.text(of: node)
      range = node.range
    }
  }

  /// What a file took out of the one it extends.
  package struct Removal: Sendable {
    /// The key path that it had.
    package let path: String
    package let node: Node
    /// Where it is taken out.
    package let range: SourceRange
    /// What had replaced its values before.
    package let origins: Origins
  }

  private var all: [ByteKey: [Origin]] = [:]
  /// In the order in which they happened.
  package private(set) var removals: [Removal] = []

  package init() {}

  /// Earlier values of a key path that later files replaced, in the order in which they were replaced.
  package func replaced(_ keyPath: String) -> [Origin] { all[ByteKey(text: keyPath)] ?? [] }

  mutating func replace(_ node: Node, at keyPath: String) {
    all[ByteKey(text: keyPath), default: []].append(Origin(node))
  }

  /// What replaced its values goes with it: a later entry of its name is another one.
  mutating func remove(_ node: Node, at keyPath: String, by range: SourceRange) {
    var gone = Origins()
    for (key, origins) in all where NodePath.isPath(Array(key.text.utf8), of: Array(keyPath.utf8)) {
      gone.all[key] = origins
      all[key] = nil
    }
    removals.append(Removal(path: keyPath, node: node, range: range, origins: gone))
  }
}

/// The names of values: keys joined by full stops, entries of lists by their name, or by their number where they have none.
package enum NodePath {
  package static func child(_ key: String, of path: String) -> String { path.utf8.isEmpty ? key : "\(path).\(key)" }

  package static func entry(_ item: Node, _ index: Int, of path: String) -> String {
    "\(path)[\(name(of: item) ?? String(index))]"
  }

  /// Whether a path is that of a value, or of one inside it.
  package static func isPath(_ path: [UInt8], of value: [UInt8]) -> Bool {
    guard path.starts(with: value) else { return false }
    return path.count == value.count || [UInt8(ascii: "."), UInt8(ascii: "[")].contains(path[value.count])
  }

  /// A scalar, or the scalars of a list; nil for what holds other values.
  package static func text(of node: Node) -> String? {
    switch node {
    case .scalar(let scalar): return scalar.text
    case .mapping: return nil
    case .sequence(let list):
      let texts = list.items.compactMap { item in if case .scalar(let scalar) = item { scalar.text } else { nil } }
      return texts.count == list.items.count ? "[\(texts.joined(separator: ", "))]" : nil
    }
  }

  /// What an entry of a list is known by; nil when it has no name.
  package static func name(of item: Node) -> String? {
    guard case .mapping(let mapping) = item, case .scalar(let name)? = mapping["name"], !name.isNull else { return nil }
    return name.text
  }
}
