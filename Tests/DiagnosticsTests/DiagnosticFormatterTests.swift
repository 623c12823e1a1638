import Testing

@testable import Diagnostics

@Suite struct DiagnosticFormatterTests {
  /// The two lines of the excerpt: the input's line and the mark below it.
  private func excerpt(_ text: String, _ place: SourceRange) -> [String] {
    let formatter = DiagnosticFormatter(texts: [(name: "f", lines: TextLines(Array(text.utf8)))])
    let lines = formatter.format(Diagnostic(bad, "m", at: place)).utf8.split(separator: UInt8(ascii: "\n"))
    return lines.dropFirst(3).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("A message shows its place, line, mark, hint and notes")
  func whole() {
    let formatter = DiagnosticFormatter(texts: [(name: "estate.yaml", lines: TextLines(Array("a: 1\r\nb: finance\r\n".utf8)))])
    let diagnostic = Diagnostic(
      bad, "'finance' is not right", at: range("estate.yaml", 2, 4, 2, 11), hint: "write another",
      notes: [.init("the first one is", at: range("estate.yaml", 1, 1, 1, 2)), .init("nothing else")])
    #expect(
      formatter.format(diagnostic) == """
        error: 'finance' is not right [bad-thing]
          --> estate.yaml:2:4
           |
         2 | b: finance
           |    ^^^^^^^
           = hint: write another
           = note: the first one is at estate.yaml:1:1
           = note: nothing else

        """)
  }

  @Test("Without a place, a known file or a line there is no excerpt")
  func withoutExcerpt() {
    let formatter = DiagnosticFormatter(texts: [(name: "f", lines: TextLines(Array("a".utf8)))])
    #expect(formatter.format(Diagnostic(odd, "m")) == "warning: m [odd-thing]\n")
    #expect(formatter.format(Diagnostic(odd, "m", at: range("g", 1, 1, 1, 2))) == "warning: m [odd-thing]\n  --> g:1:1\n")
    #expect(formatter.format(Diagnostic(odd, "m", at: range("f", 2, 1, 2, 2))) == "warning: m [odd-thing]\n  --> f:2:1\n")
  }

  @Test(
    "The mark stands below what it means",
    arguments: [
      ("abc", 2, 3, ["abc", " ^"]),
      ("abc", 4, 4, ["abc", "   ^"]),  // behind the end
      ("abc", 9, 12, ["abc", "   ^"]),
      ("", 1, 1, ["", "^"]),
      ("\tabc", 1, 2, ["    abc", "^^^^"]),
      ("\tabc", 2, 5, ["    abc", "    ^^^"]),
      ("日本: x", 5, 6, ["日本: x", "      ^"]),
      ("日本: x", 1, 3, ["日本: x", "^^^^"]),
      ("😀x", 2, 3, ["😀x", "  ^"]),
      ("e\u{301}x", 3, 4, ["e\u{301}x", " ^"]),
      ("'\u{301}x", 2, 3, ["'\u{301}x", " ^"]),
      ("a\u{202E}b", 2, 3, ["a\u{FFFD}b", " ^"]),
      ("a\u{1B}[31m", 3, 4, ["a\u{FFFD}[31m", "  ^"]),
      ("\u{FEFF}ab", 2, 3, ["ab", " ^"]),
    ])
  func marks(text: String, from: Int, to: Int, expected: [String]) {
    let shown = excerpt(text, range("f", 1, from, 1, to))
    #expect(shown == [expected[0].isEmpty ? " 1 |" : " 1 | \(expected[0])", "   | \(expected[1])"])
  }

  @Test("A place of several lines is marked to the end of its first")
  func severalLines() { #expect(excerpt("ab: c\nd", range("f", 1, 5, 2, 2)) == [" 1 | ab: c", "   |     ^"]) }

  @Test("Of a long line the part around the mark is shown")
  func longLine() {
    let text = String(repeating: "a", count: 300) + "XYZ" + String(repeating: "b", count: 300)
    let shown = excerpt(text, range("f", 1, 301, 1, 304))
    let lead = String(repeating: "a", count: 40)
    #expect(shown[0] == " 1 | …\(lead)XYZ\(String(repeating: "b", count: 77))…")
    #expect(shown[1] == "   | " + String(repeating: " ", count: 41) + "^^^")
    let all = excerpt(text, range("f", 1, 1, 1, 604))
    #expect(all[1] == "   | " + String(repeating: "^", count: 120))
    let end = excerpt(text, range("f", 1, 604, 1, 604))
    #expect(end == [" 1 | …\(String(repeating: "b", count: 40))", "   | " + String(repeating: " ", count: 41) + "^"])
  }

  @Test("Nothing from the input acts on the terminal")
  func harmless() {
    let formatter = DiagnosticFormatter(texts: [(name: "f\n", lines: TextLines(Array("\u{1B}\u{85}\u{200B}".utf8)))])
    let out = formatter.format(
      Diagnostic(
        bad, "a\u{1B}b\nc", at: range("f\n", 1, 1, 1, 2), hint: "\u{202E}",
        notes: [.init("\r", at: range("g\u{7}", 1, 1, 1, 1))]))
    #expect(out.unicodeScalars.allSatisfy { $0 == "\n" || MessageText.isVisible($0) })
    #expect(out.utf8.count { $0 == UInt8(ascii: "\n") } == 7)
  }

  @Test("Colours are written only when asked for")
  func colours() {
    let texts = [(name: "f", lines: TextLines(Array("a".utf8)))]
    let diagnostic = Diagnostic(odd, "m", at: range("f", 1, 1, 1, 2))
    #expect(!DiagnosticFormatter(texts: texts).format(diagnostic).utf8.contains(0x1B))
    #expect(
      DiagnosticFormatter(texts: texts, colour: true).format(diagnostic)
        == "\u{1B}[1;33mwarning\u{1B}[0m: m [odd-thing]\n  --> f:1:1\n   |\n 1 | a\n   | \u{1B}[1;33m^\u{1B}[0m\n")
  }

  @Test("Lines are found without byte order mark and line ends, and none behind the last")
  func lines() {
    let lines = TextLines(Array("\u{FEFF}a\r\n\nb".utf8))
    #expect([0, 1, 2, 3, 4].map { lines.line($0).map { String(decoding: $0, as: UTF8.self) } } == [nil, "a", "", "b", nil])
    #expect(lines.line(1).map(Array.init) == [UInt8(ascii: "a")], "asked again")
  }

  @Test("Files whose names only look the same have their own text")
  func names() {
    let formatter = DiagnosticFormatter(texts: [
      (name: "\u{E9}", lines: TextLines([0x61])), (name: "e\u{301}", lines: TextLines([0x62])),
    ])
    #expect(formatter.format(Diagnostic(bad, "m", at: range("e\u{301}", 1, 1, 1, 2))).utf8.contains(UInt8(ascii: "b")))
    #expect(formatter.format(Diagnostic(aside, "m", at: range("\u{E9}", 1, 1, 1, 2))).hasSuffix(" 1 | a\n   | ^\n"))
  }

  @Test("The summary counts errors and warnings")
  func summary() {
    let error = Diagnostic(bad, "m")
    let warning = Diagnostic(odd, "m")
    #expect(DiagnosticFormatter.summary([error, warning, error, Diagnostic(aside, "m")]) == "2 errors, 1 warning")
    #expect(DiagnosticFormatter.summary([error]) == "1 error")
    #expect(DiagnosticFormatter.summary([]) == "")
  }
}
