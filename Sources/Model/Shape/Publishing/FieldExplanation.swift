import Vocabulary

/// The answer to `explain FIELD`.
package enum FieldExplanation {
  /// Text of a few lines; nil when there is no such key.
  package static func text(for path: String) -> String? {
    guard let entry = FieldIndex.entry(at: path) else { return nil }
    let field = entry.field
    var out = "\(entry.path)\n\n  \(field.documentation)\n\n  Value:   \(field.accepted)\n"
    switch field.presence {
    case .required: out += "  Default: none, the key is required\n"
    case .optional: out += "  Default: may be left out\n"
    case .defaultsTo(let text): out += "  Default: \(text)\n"
    }
    for citation in field.citations { out += "  Source:  \(citation.title), \(citation.date) [\(citation.key)]\n" }
    if case .scalar(let scalar) = field.type, !scalar.choices.isEmpty, !scalar.isAnswer {
      out += "\n" + scalar.choices.map { "  \($0.text): \($0.meaning)\n" }.joined()
    }
    return out
  }

  /// Every path, for suggestions.
  package static func allPaths() -> [String] { FieldIndex.all.map(\.path) }
}

extension ScalarDescription {
  /// yes, no and perhaps unknown: words that need no explanation in a table.
  var isAnswer: Bool { choices.first.map { $0.text.utf8.elementsEqual("yes".utf8) } ?? false }
}
