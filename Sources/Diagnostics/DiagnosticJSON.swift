/// Spells diagnostics for a program: a JSON array with one object for each, its members always all there and in one order.
/// What a diagnostic does not have is null. Lines and columns count as in `SourceRange`.
package enum DiagnosticJSON {
  /// - Returns: the array, one diagnostic a line, with a line end behind it.
  package static func format(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
  }

  private static func object(_ diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { note in "{\"message\": \(string(note.message)), \(place(note.range))}" }
    return "{\"severity\": \(string(diagnostic.severity.rawValue)), \"code\": \(string(diagnostic.code.name)), "
      + "\"message\": \(string(diagnostic.message)), \(place(diagnostic.range)), "
      + "\"hint\": \(diagnostic.hint.map(string) ?? "null"), \"notes\": [\(notes.joined(separator: ", "))]}"
  }

  private static func place(_ range: SourceRange?) -> String {
    guard let range else { return "\"file\": null, \"line\": null, \"column\": null, \"endLine\": null, \"endColumn\": null" }
    return "\"file\": \(string(range.file)), \"line\": \(range.start.line), \"column\": \(range.start.column), "
      + "\"endLine\": \(range.end.line), \"endColumn\": \(range.end.column)"
  }

  private static func string(_ text: String) -> String { JSONText.quoted(text) }
}
