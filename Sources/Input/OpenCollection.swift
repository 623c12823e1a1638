import Diagnostics

/// A list or mapping whose end has not been read yet.
struct OpenCollection {
  let isMapping: Bool
  let isFlow: Bool
  /// The scalar at which it begins.
  let start: Int
  /// The scalar behind the last part read so far.
  private(set) var end: Int

  private var items: [Node] = []
  private var entries: [Node.Mapping.Entry] = []
  private var places: [ByteKey: SourceRange] = [:]
  /// The key that waits for its value. Its scalar is nil when it was refused; then the value is dropped, too.
  private(set) var key: (scalar: Node.Scalar?, end: Int)?

  init(isMapping: Bool, isFlow: Bool, start: Int) {
    self.isMapping = isMapping
    self.isFlow = isFlow
    self.start = start
    self.end = start
  }

  /// Where a key was written first.
  func place(of key: String) -> SourceRange? { places[ByteKey(text: key)] }

  mutating func add(item: Node, end: Int) {
    items.append(item)
    self.end = end
  }

  mutating func begin(key: Node.Scalar?, at range: SourceRange, end: Int) {
    if let key { places[ByteKey(text: key.text)] = range }
    self.key = (key, end)
    self.end = end
  }

  mutating func add(value: Node, end: Int) {
    if let scalar = key?.scalar { entries.append(Node.Mapping.Entry(key: scalar, value: value)) }
    key = nil
    self.end = end
  }

  func node(at range: SourceRange) -> Node {
    isMapping
      ? .mapping(Node.Mapping(entries: entries, range: range)) : .sequence(Node.Sequence(items: items, range: range))
  }
}
