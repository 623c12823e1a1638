import Diagnostics

/// The values of one row as a file that extends the base would write them: the same merge then gives the environment.
struct ColumnOverlay {
  private(set) var node: Node
  private let base: Node

  struct Problem: Error {
    let message: String
    let hint: String
  }

  /// - Parameter range: of the row.
  init(over base: Node, at range: SourceRange) {
    self.base = base
    node = .mapping(Node.Mapping(entries: [], range: range))
  }

  /// Puts a value where the path says.
  mutating func put(_ value: Node, at path: ColumnPath, saidAt key: SourceRange) throws(Problem) {
    node = try Self.put(value, path.parts[...], into: node, over: base, key)
  }

  private static func put(
    _ value: Node, _ path: ArraySlice<ColumnPath.Part>, into node: Node?, over base: Node?, _ place: SourceRange
  ) throws(Problem) -> Node {
    guard let part = path.first else {
      if node != nil {
        throw Problem(message: "two columns name the same value, or one a part of the other", hint: "keep one of them")
      }
      return value
    }
    let rest = path.dropFirst()
    switch part {
    case .key(let key):
      var mapping: Node.Mapping
      switch node {
      case nil: mapping = Node.Mapping(entries: [], range: place)
      case .mapping(let made)?: mapping = made
      default: throw Problem(message: "two columns name the same value, or one a part of the other", hint: "keep one of them")
      }
      var below: Node?
      switch base {
      case .mapping(let known)?: below = known[key]
      case nil: break
      case .scalar(let scalar)? where scalar.isNull: break
      default:
        throw Problem(
          message: "\(MessageText.quote(key)) is asked of a value that has no keys in the base",
          hint: "name a value of the environment")
      }
      let scalar = Node.Scalar(text: key, style: .plain, range: place)
      if let index = mapping.entries.firstIndex(where: { $0.key.text.utf8.elementsEqual(key.utf8) }) {
        mapping.entries[index].value = try put(value, rest, into: mapping.entries[index].value, over: below, place)
      } else {
        mapping.entries.append(.init(key: scalar, value: try put(value, rest, into: nil, over: below, place)))
      }
      return .mapping(mapping)
    case .entry(let name):
      guard case .sequence(let known)? = base else {
        throw Problem(
          message: "\(MessageText.quote("[\(name)]")) is asked of a value that is no list in the base",
          hint: "name a value of the environment")
      }
      guard let entry = known.items.first(where: { NodePath.name(of: $0)?.utf8.elementsEqual(name.utf8) == true }) else {
        throw Problem(
          message: "the base has no entry \(MessageText.quote(name)) there",
          hint: Suggestion.hint(for: name, among: known.items.compactMap(NodePath.name)) ?? "name an entry of the base")
      }
      var list: Node.Sequence
      switch node {
      case nil: list = Node.Sequence(items: [], range: place)
      case .sequence(let made)?: list = made
      default: throw Problem(message: "two columns name the same value, or one a part of the other", hint: "keep one of them")
      }
      if let index = list.items.firstIndex(where: { NodePath.name(of: $0)?.utf8.elementsEqual(name.utf8) == true }) {
        list.items[index] = try put(value, rest, into: list.items[index], over: entry, place)
      } else {
        var start = Node.Mapping(entries: [], range: place)
        if case .mapping(let mapping) = entry {
          start.entries = mapping.entries.filter { $0.key.text.utf8.elementsEqual("name".utf8) }
        }
        list.items.append(rest.isEmpty ? value : try put(value, rest, into: .mapping(start), over: entry, place))
      }
      return .sequence(list)
    }
  }
}
