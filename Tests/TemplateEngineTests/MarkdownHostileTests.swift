import TemplateEngine
import Testing

/// Markdown's spellings, read back by cmark-gfm with the extensions that GitHub switches on.
@Suite struct MarkdownHostileTests {
  private static let texts = HostileText.printable + HostileText.controls + HostileText.withNUL

  /// Each text in one template, as HTML, piece by piece between `<hr />`.
  private func pieces(_ template: String, before: String = "", after: String = "") throws -> [String]? {
    guard let program = Program.find("cmark-gfm") else {
      print("SKIPPED: cmark-gfm is not installed; Markdown was not read back by it")
      return nil
    }
    let source = "{{#each all as x}}\n\n***\n\n\(template)\n\n{{/each}}\n"
    let library = TemplateLibrary([TemplateSource(name: "a.md", text: source)])
    let compiled = try library.compile("a.md", against: .object(["all": .list(.text)]))
    let markdown = compiled.render(.object(["all": .list(Self.texts.map(TemplateValue.text))]))
    let (output, code) = try Program.run(
      program, ["--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"], input: markdown)
    #expect(code == 0)
    let pieces = String(decoding: output, as: UTF8.self).components(separatedBy: "<hr />\n").dropFirst()
    #expect(pieces.count == Self.texts.count)
    return Array(pieces)
  }

  /// The text that is shown for a value: blanks at both ends do not count in Markdown.
  private func shown(_ text: String) -> String { trimmed(HostileText.prose(text)) }

  private func trimmed(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\n" }
    let start = text.unicodeScalars.drop(while: isBlank)
    guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(start[...end])
  }

  private func check(_ template: String, _ open: String, _ close: String) throws {
    guard let pieces = try pieces(template) else { return }
    for (piece, text) in zip(pieces, Self.texts) {
      let expected = shown(text)
      let html = trimmed(piece)
      if expected.isEmpty { continue }
      #expect(html.hasPrefix(open) && html.hasSuffix(close), "\(text.debugDescription): \(html)")
      let inner = String(html.dropFirst(open.count).dropLast(close.count))
      #expect(!inner.unicodeScalars.contains { $0 == "<" || $0 == ">" }, "\(text.debugDescription): \(html)")
      #expect(
        HTMLText.decoded(inner).map { trimmed($0).utf8.elementsEqual(expected.utf8) } ?? false,
        "\(text.debugDescription): \(html)")
    }
  }

  @Test func textAtTheStartOfALineIsText() throws { try check("{{x}}", "<p>", "</p>") }

  @Test func textAfterTextIsText() throws { try check("a b: {{x}}", "<p>a b: ", "</p>") }

  @Test func textInAnItemIsText() throws { try check("- {{x}}", "<ul>\n<li>", "</li>\n</ul>") }

  @Test func textInAHeadingIsText() throws { try check("## {{x}}", "<h2>", "</h2>") }

  @Test func textInEmphasisIsText() throws { try check("a **b {{x}} c**", "<p>a <strong>b ", " c</strong></p>") }

  @Test func aFencedBlockEndsWhereTheTemplateEndsIt() throws {
    guard let pieces = try pieces("```text\n{{x|fence}}\n```") else { return }
    for piece in pieces {
      #expect(piece.hasPrefix("<pre><code class=\"language-text\">") && piece.hasSuffix("\n</code></pre>\n"), "\(piece)")
    }
  }

  @Test func aCellIsOneCell() throws {
    for template in ["{{x|cell}}", "{{x|code}}"] {
      guard let pieces = try pieces("| a | b |\n|---|---|\n| \(template) | end |") else { return }
      for (piece, text) in zip(pieces, Self.texts) {
        let cells = piece.components(separatedBy: "<td>").dropFirst().map { $0.components(separatedBy: "</td>")[0] }
        #expect(cells.count == 2 && cells.last == "end", "\(text.debugDescription): \(piece)")
        let cell = (cells.first ?? "").replacing("<code>", with: "").replacing("</code>", with: "")
        #expect(!cell.contains("<"), "\(text.debugDescription): \(piece)")
        #expect(
          HTMLText.decoded(cell).map { trimmed($0).utf8.elementsEqual(shown(text).utf8) } ?? false,
          "\(text.debugDescription): \(piece)")
      }
    }
  }

  @Test func codeIsCode() throws { try check("a {{x|code}}", "<p>a <code>", "</code></p>") }

  @Test func textBetweenTagsIsText() throws { try check("<div>{{x}}</div>", "<div>", "</div>") }

  @Test func aLinkInAngleBracketsIsNoTag() throws {
    guard let pieces = try pieces("a <{{x|weblink}}> b") else { return }
    for (piece, text) in zip(pieces, Self.texts) {
      #expect(
        piece.hasPrefix(text.hasPrefix("https://") ? "<p>a <a href=\"https://" : "<p>a &lt;./"),
        "\(text.debugDescription): \(piece)")
      #expect(piece.hasSuffix(text.hasPrefix("https://") ? "</a> b</p>\n" : "&gt; b</p>\n"), "\(text.debugDescription): \(piece)")
    }
  }

  @Test func aLinkEndsWhereTheTemplateEndsIt() throws {
    for context in ["url", "weblink"] {
      guard let pieces = try pieces("a [t]({{x|\(context)}}) b") else { return }
      for (piece, text) in zip(pieces, Self.texts) {
        #expect(piece.hasPrefix("<p>a <a href=\"") && piece.hasSuffix("\">t</a> b</p>\n"), "\(text.debugDescription): \(piece)")
      }
    }
  }
}
