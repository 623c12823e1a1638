import Diagnostics
import Input
import Output

/// Where each key path of an environment file is written.
struct KeyPathPlaces {
  private var places: [String: SourceRange] = [:]

  /// Nil when the file cannot be read as YAML.
  init?(_ path: String) throws {
    var diagnostics = DiagnosticList()
    let file = InputFile(name: path, bytes: try FileAccess().read(path, atMost: InputLimits.standard.fileBytes))
    guard let node = YAMLReader.read(file, into: &diagnostics) else { return nil }
    visit(node, "")
  }

  /// `file:line:column`; nil when the file does not hold the path, as with a value left to its default.
  func place(of keyPath: String) -> String? {
    places[keyPath].map { "\($0.file):\($0.start.line):\($0.start.column)" }
  }

  private mutating func visit(_ node: Node, _ path: String) {
    places[path] = node.range
    switch node {
    case .scalar: break
    case .mapping(let mapping):
      for entry in mapping.entries { visit(entry.value, path.utf8.isEmpty ? entry.key.text : "\(path).\(entry.key.text)") }
    case .sequence(let sequence):
      for (index, item) in sequence.items.enumerated() { visit(item, "\(path)[\(name(of: item) ?? String(index))]") }
    }
  }

  /// Elements that have a name are known by it, so that key paths survive reordering.
  private func name(of item: Node) -> String? {
    guard case .mapping(let mapping) = item, case .scalar(let name)? = mapping["name"] else { return nil }
    return name.text
  }
}
