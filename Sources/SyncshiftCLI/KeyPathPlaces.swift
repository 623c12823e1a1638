import Diagnostics
import Input
import Output

/// Where each key path of an environment file is written, there or in a file that it extends, or in a fleet's table.
struct KeyPathPlaces {
  private var nodes: [(path: String, node: Node)] = []
  private var places: [String: SourceRange] = [:]
  private let origins: Origins

  /// - Parameter environment: whose values are asked for, in a fleet; nil takes the first row.
  /// - Returns: nil when the file cannot be read.
  init?(_ path: String, environment: String? = nil) throws {
    var diagnostics = DiagnosticList()
    let input = try OverlaidInput.open(path, into: &diagnostics)
    guard let node = input.node else { return nil }
    guard let fleet = FleetReader.read(input, into: &diagnostics, open: OverlayReader.Opened.init(file:)) else {
      self.init(node, input.origins)
      return
    }
    guard
      let row = (0..<fleet.count).first(where: { row in
        guard let environment else { return true }
        return fleet.name(of: row)?.text.utf8.elementsEqual(environment.utf8) == true
      })
    else { return nil }
    let own = fleet.input(of: row, into: &diagnostics)
    guard let node = own.node else { return nil }
    self.init(node, own.origins)
  }

  private init(_ node: Node, _ origins: Origins) {
    self.origins = origins
    visit(node, "")
  }

  /// `file:line:column`; nil when the file does not hold the path, as with a value left to its default.
  func place(of keyPath: String) -> String? {
    places[keyPath].map { "\($0.file):\($0.start.line):\($0.start.column)" }
  }

  /// Every value of a field such as `waves[].units`: its key path, what it is and where that was written; where files replace one another's
  /// values, the oldest comes first.
  func values(of field: String) -> [String] {
    nodes.filter { Self.field($0.path) == Array(field.utf8) }.map { path, node in
      let last: String? = if case .scalar(let scalar) = node { scalar.text } else { nil }
      let all = origins.replaced(path).map { ($0.text, $0.range) } + [(last, node.range)]
      let texts = all.map { text, range in
        "\(text.map { "\(MessageText.visible($0)), " } ?? "")from \(range.file):\(range.start.line)"
      }
      return "\(path): \(texts.joined(separator: ", replaced by "))"
    }
  }

  private mutating func visit(_ node: Node, _ path: String) {
    places[path] = node.range
    nodes.append((path, node))
    switch node {
    case .scalar: break
    case .mapping(let mapping):
      for entry in mapping.entries { visit(entry.value, NodePath.child(entry.key.text, of: path)) }
    case .sequence(let sequence):
      // Elements that have a name are known by it, so that key paths survive reordering.
      for (index, item) in sequence.items.enumerated() { visit(item, NodePath.entry(item, index, of: path)) }
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
