/// Spells diagnostics for a person at a terminal: message, place, the line itself with a mark, hint and notes.
package struct DiagnosticFormatter {
  /// The text of each input file, split into lines, for excerpts.
  private let lines: [String: [Substring.UnicodeScalarView]]

  /// - Parameter texts: file name as typed, and its text. A file that is missing here is shown without an excerpt.
  package init(texts: [String: String]) {
    lines = texts.mapValues { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.last == "\r" ? Substring.UnicodeScalarView(line.dropLast()) : Substring.UnicodeScalarView(line)
      }
    }
  }

  package func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(format).joined(separator: "\n")
  }

  package func format(_ diagnostic: Diagnostic) -> String {
    var out = "\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code.name)]\n"
    if let range = diagnostic.range { out += place(range) }
    if let hint = diagnostic.hint { out += "   = hint: \(hint)\n" }
    for note in diagnostic.notes {
      out += "   = note: \(note.message)\(note.range.map { " at \($0.file):\($0.start.line):\($0.start.column)" } ?? "")\n"
    }
    return out
  }

  /// `--> file:line:column`, then the line with its value underlined.
  private func place(_ range: SourceRange) -> String {
    let arrow = "  --> \(range.file):\(range.start.line):\(range.start.column)\n"
    guard let text = lines[range.file], text.indices.contains(range.start.line - 1) else { return arrow }
    let line = visible(text[range.start.line - 1])
    let width = max(
      1, min(range.end.line == range.start.line ? range.end.column : line.count + 1, line.count + 1) - range.start.column)
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let indent = String(String.UnicodeScalarView(line.prefix(range.start.column - 1).map { $0 == "\t" ? "\t" : " " }))
    return arrow
      + " \(margin) |\n"
      + " \(number) | \(String(String.UnicodeScalarView(line)))\n"
      + " \(margin) | \(indent)\(String(repeating: "^", count: min(width, 120)))\n"
  }

  /// Control and direction characters would act on the terminal; they are shown as U+FFFD, one for one.
  private func visible(_ line: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    line.prefix(400).map { scalar in
      switch scalar.properties.generalCategory {
      case .control where scalar != "\t", .format, .surrogate, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
      default: scalar
      }
    }
  }
}
