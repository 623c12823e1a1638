import Diagnostics
import Input

/// Where each key path of an environment file is written, there or in a file that it extends, or in a fleet's table.
struct KeyPathPlaces {
  /// A value that was written, with what it replaced.
  private struct Value {
    let path: String
    /// The oldest first.
    let all: [Origins.Origin]
    /// Where it was taken out again.
    let removed: SourceRange?
  }

  private var values: [Value] = []
  private var places: [ByteKey: SourceRange] = [:]
  private let origins: Origins
  /// Where what is visited was taken out.
  private var removed: SourceRange?

  /// - Returns: nil when the input could not be read.
  init?(_ input: OverlaidInput) {
    guard let node = input.node else { return nil }
    origins = input.origins
    visit(node, "", origins)
    for removal in origins.removals {
      removed = removal.range
      visit(removal.node, removal.path, removal.origins)
    }
  }

  /// `file:line:column`; nil when the file does not hold the path, as with a value left to its default.
  func place(of keyPath: String) -> String? {
    places[ByteKey(text: keyPath)].map { "\($0.file):\($0.start.line):\($0.start.column)" }
  }

  /// Every value of a field such as `waves[].units`, or of what stands below it: its key path, what it is and where that was written; where files
  /// replace one another's values, the oldest comes first. With names in its brackets, the values of those entries alone.
  func values(of field: String) -> [String] {
    let wanted = Array(field.utf8)
    let isForAll = Self.field(field) == wanted
    return values.filter { NodePath.isPath(isForAll ? Self.field($0.path) : Array($0.path.utf8), of: wanted) }.map { value in
      let texts = value.all.map { origin in
        "\(origin.text.map { "\(MessageText.visible($0)), " } ?? "")from \(Self.place(origin.range))"
      }
      let end = value.removed.map { ", removed by \(Self.place($0))" } ?? ""
      return "\(value.path): \(texts.joined(separator: ", replaced by "))\(end)"
    }
  }

  private static func place(_ range: SourceRange) -> String { "\(MessageText.visible(range.file)):\(range.start.line)" }

  private mutating func visit(_ node: Node, _ path: String, _ origins: Origins) {
    if removed == nil { places[ByteKey(text: path)] = node.range }
    let last = Origins.Origin(node)
    if last.text != nil { values.append(Value(path: path, all: origins.replaced(path) + [last], removed: removed)) }
    switch node {
    case .scalar: break
    case .mapping(let mapping):
      for entry in mapping.entries { visit(entry.value, NodePath.child(entry.key.text, of: path), origins) }
    case .sequence(let sequence):
      // Elements that have a name are known by it, so that key paths survive reordering.
      for (index, item) in sequence.items.enumerated() { visit(item, NodePath.entry(item, index, of: path), origins) }
    }
  }

  /// The key path without what stands in brackets.
  private static func field(_ path: String) -> [UInt8] {
    var isInside = false
    return path.utf8.filter { byte in
      if byte == UInt8(ascii: "]") { isInside = false }
      defer { if byte == UInt8(ascii: "[") { isInside = true } }
      return !isInside
    }
  }
}
