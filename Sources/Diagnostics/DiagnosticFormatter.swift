/// Spells diagnostics for a person at a terminal: message, place, the line itself with a mark, hint and notes.
package struct DiagnosticFormatter {
  private let texts: [(name: String, lines: TextLines)]
  private let colour: Bool

  /// - Parameters:
  ///   - texts: each input's name as typed, and its lines. A file that is missing here is shown without an excerpt.
  ///   - colour: whether to write ANSI colours; right only for a terminal whose user did not ask for none.
  package init(texts: [(name: String, lines: TextLines)], colour: Bool = false) {
    self.texts = texts
    self.colour = colour
  }

  package func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(format).joined(separator: "\n")
  }

  package func format(_ diagnostic: Diagnostic) -> String {
    let severity = painted(diagnostic.severity.rawValue, diagnostic.severity)
    var out = "\(severity): \(MessageText.visible(diagnostic.message)) [\(diagnostic.code.name)]\n"
    if let range = diagnostic.range { out += place(range, diagnostic.severity) }
    if let hint = diagnostic.hint { out += "   = hint: \(MessageText.visible(hint))\n" }
    for note in diagnostic.notes {
      out += "   = note: \(MessageText.visible(note.message))\(note.range.map { " at \(start(of: $0))" } ?? "")\n"
    }
    return out
  }

  /// "2 errors, 1 warning"; empty when there is neither.
  package static func summary(_ diagnostics: [Diagnostic]) -> String {
    [(Severity.error, "error"), (.warning, "warning")]
      .compactMap { severity, word in
        let count = diagnostics.count { $0.severity == severity }
        return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
      }
      .joined(separator: ", ")
  }

  /// `--> file:line:column`, then the line with its value underlined.
  private func place(_ range: SourceRange, _ severity: Severity) -> String {
    let arrow = "  --> \(start(of: range))\n"
    guard let line = line(range.start.line, of: range.file) else { return arrow }
    let first = max(range.start.column - 1, 0)
    let last = range.end.line > range.start.line ? Int.max : max(range.end.column - 1, first)
    let excerpt = SourceExcerpt(line, marked: first..<last)
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let text = excerpt.line.utf8.isEmpty ? "" : " \(excerpt.line)"
    return arrow + " \(margin) |\n \(number) |\(text)\n \(margin) | \(painted(excerpt.mark, severity))\n"
  }

  private func start(of range: SourceRange) -> String {
    "\(MessageText.visible(range.file)):\(range.start.line):\(range.start.column)"
  }

  private func line(_ number: Int, of name: String) -> ArraySlice<UInt8>? {
    texts.first { $0.name.utf8.elementsEqual(name.utf8) }?.lines.line(number)
  }

  private func painted(_ text: String, _ severity: Severity) -> String {
    guard colour else { return text }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
