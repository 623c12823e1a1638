import Diagnostics

@testable import Input

/// What came of reading one text, spelt so that a test can hold it against a table.
struct Reading {
  let node: Node?
  let diagnostics: [Diagnostic]

  init(_ text: String, limits: InputLimits = .standard) { self.init(bytes: Array(text.utf8), limits: limits) }

  init(bytes: [UInt8], limits: InputLimits = .standard) {
    var list = DiagnosticList()
    node = YAMLReader.read(InputFile(name: "estate.yaml", bytes: bytes), limits: limits, into: &list)
    diagnostics = list.all
  }

  var codes: [String] { diagnostics.map(\.code.name) }

  /// `2:1-2:4 duplicate-key: the message` with the places of notes behind it.
  var findings: [String] {
    diagnostics.map { finding in
      let notes = finding.notes.map { " (\($0.message) \($0.range.map(place) ?? "nowhere"))" }.joined()
      return "\(finding.range.map(place) ?? "nowhere") \(finding.code.name): \(finding.message)\(notes)"
    }
  }

  /// The node with the place of each part.
  var placed: String { node.map { spell($0) { "@" + place($0.range) } } ?? "nothing" }

  /// The node without places.
  var plain: String { node.map { spell($0) { _ in "" } } ?? "nothing" }
}

private func place(_ range: SourceRange) -> String {
  "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
}

private func spell(_ node: Node, _ place: (Node) -> String) -> String {
  let content =
    switch node {
    case .scalar(let scalar):
      String(scalar.text.unicodeScalars.flatMap { $0 == "\n" ? Array("\\n".unicodeScalars) : [$0] }.map(Character.init))
    case .sequence(let sequence): "[" + sequence.items.map { spell($0, place) }.joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.entries.map { spell(.scalar($0.key), place) + ": " + spell($0.value, place) }.joined(separator: ", ") + "}"
    }
  return content + place(node)
}
