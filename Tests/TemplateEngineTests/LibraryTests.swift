import Diagnostics
import TemplateEngine
import Testing

@Suite struct LibraryTests {
  @Test func anIncludeIsIndentedAsItsTagIsWithoutChangingValues() throws {
    let part = TemplateSource(
      name: "part.sh",
      text: "f {{name}}\n\n{{#if yes}}\n  g\n{{/if}}\ncat <<E\nhere\nE\nx='a\nb'\n{{> deep.sh}}\n  {{> deep.sh}}\n")
    let deep = TemplateSource(name: "deep.sh", text: "deep {{count}}\n")
    let output = try Snippet("a.sh", "if x; then\n  {{> part.sh}}\nfi\n", "").render(with: [part, deep])
    #expect(
      output
        == "if x; then\n  f 'O'\\''Brien'\n\n    g\n  cat <<E\nhere\nE\n  x='a\nb'\n  deep 7\n    deep 7\nfi\n")
  }

  @Test func aLineThatBeginsWithAValueIsIndentedToo() throws {
    let part = TemplateSource(
      name: "part.sh", text: "{{count}}\na\n{{#each units as unit}}\n{{unit}} x\n\ny {{count}}\n{{/each}}\nb\n")
    let output = try Snippet("a.sh", "{\n  {{> part.sh}}\n}\n", "").render(with: [part])
    let items = ["A", "B", "C"].map { "  'OU=\($0)' x\n\n  y 7\n" }.joined()
    #expect(output == "{\n  7\n  a\n\(items)  b\n}\n")
  }

  @Test func anIncludeInsideALineIsNotIndented() throws {
    let output = try Snippet("a.txt", "  a {{> b.txt}} c", "").render(with: [TemplateSource(name: "b.txt", text: "1\n2")])
    #expect(output == "  a 1\n2 c")
  }

  @Test func whatIsWrongInAnIncludeIsToldWithItsPlaceAndTheTagThatIncludesIt() {
    let library = TemplateLibrary([
      TemplateSource(name: "a.txt", text: "x\n  {{> b.txt}}\n"),
      TemplateSource(name: "b.txt", text: "\n{{nme}}", file: "mine/b.txt"),
    ])
    let errors = #expect(throws: TemplateErrors.self) { try library.compile("a.txt", against: Snippet.shape) }
    let shown = DiagnosticFormatter(texts: [("mine/b.txt", TextLines(Array("\n{{nme}}".utf8)))]).format(errors?.diagnostics ?? [])
    #expect(
      shown == """
        error: 'nme' is not known here [template-name]
          --> mine/b.txt:2:3
           |
         2 | {{nme}}
           |   ^^^
           = hint: did you mean 'name'?
           = note: included at a.txt:2:3

        """)
  }

  @Test func includesThatGoRoundAreRefused() {
    let others = [TemplateSource(name: "b.txt", text: "{{> c.txt}}"), TemplateSource(name: "c.txt", text: "{{> b.txt}}")]
    #expect(Snippet.errors("a.txt", "{{> b.txt}}", with: others) == ["c.txt:1:5-10 template-include: 'b.txt' includes itself"])
  }

  @Test func anIncludeOfAnotherLanguageIsRefused() {
    let others = [TemplateSource(name: "b.jq", text: ".")]
    #expect(
      Snippet.errors("a.sh", "x '{{> b.jq}}'", with: others) == ["a.sh:1:8-12 template-include: 'b.jq' is jq; this is bash"])
  }

  @Test func aStyleSheetCanBeIncludedInHTML() throws {
    let style = TemplateSource(name: "s.css", text: "p > a::before { content: \"<\" }\n")
    #expect(
      try Snippet("a.html", "<style>\n  {{> s.css}}\n</style>{{name}}", "").render(with: [style])
        == "<style>\n  p > a::before { content: \"<\" }\n</style>O&#39;Brien")
  }

  @Test func overridesReplaceByNameAndAnUnknownNameIsTold() throws {
    let library = TemplateLibrary([
      TemplateSource(name: "a.txt", text: "old"), TemplateSource(name: "b.txt", text: "{{> a.txt}}"),
    ])
    let changed = try library.overriding(with: [TemplateSource(name: "a.txt", text: "new", file: "dir/a.txt")])
    #expect(try changed.compile("b.txt", against: Snippet.shape).render(Snippet.value) == Array("new".utf8))
    #expect(changed.names == ["a.txt", "b.txt"])
    let errors = #expect(throws: TemplateErrors.self) { try library.overriding(with: [TemplateSource(name: "c.txt", text: "")]) }
    #expect(errors?.diagnostics.map(\.message) == ["there is no template 'c.txt' to replace"])
  }

  @Test(arguments: [
    "SIG # Begin signature block", "sig#begin SIGNATURE block", "SIG # Begin signture blok", "# SIG # Begin signature block",
    "SIG # Begin sig. blocks",
  ])
  func aCommentThatResemblesASignatureBlockIsMadeLonger(_ text: String) throws {
    let library = TemplateLibrary([
      TemplateSource(name: "a.ps1", text: "# {{name|comment}}\n$x = 1 # {{#if yes}}{{name|comment}}{{/if}}\n")
    ])
    let shape = TemplateShape.object(["name": .text, "yes": .flag])
    let value = TemplateValue.object(["name": .text(text), "yes": .flag(true)])
    let lines = String(decoding: try library.compile("a.ps1", against: shape).render(value), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { #expect(line.hasSuffix("(a comment, and no beginning of any signature)")) }
  }

  /// Only the list's second reading knows that a value stands in the comment before it.
  @Test func aCommentThatTheNextItemEndsIsMadeLonger() throws {
    let library = TemplateLibrary([
      TemplateSource(name: "a.ps1", text: "# x{{#each units as unit}}\n# {{unit|comment}}{{/each}}\n")
    ])
    let value = TemplateValue.object([
      "units": .list([.text("SIG # Begin signature block"), .text("SIG # Begin signature block")])
    ])
    let output = try library.compile("a.ps1", against: .object(["units": .list(.text)])).render(value)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3 && lines.dropFirst().allSatisfy { $0.hasSuffix("signature)") }, "\(lines)")
  }

  @Test func aCommentOfTwoValuesThatTogetherResembleASignatureBlockIsMadeLonger() throws {
    let library = TemplateLibrary([TemplateSource(name: "a.ps1", text: "# {{a|comment}} {{b|comment}}")])
    let value = TemplateValue.object(["a": .text("SIG # Begin"), "b": .text("signature block")])
    let output = try library.compile("a.ps1", against: .object(["a": .text, "b": .text])).render(value)
    #expect(String(decoding: output, as: UTF8.self).hasSuffix("signature)"))
  }
}

@Suite struct ShapeTests {
  @Test func aValueOfItsShapeHasNoMismatch() { #expect(Snippet.shape.mismatch(Snippet.value) == nil) }

  @Test func aMismatchNamesItsPath() {
    let shape = TemplateShape.object(["a": .list(.object(["b": .text, "c": .optional(.flag)])), "d": .code(.bash)])
    #expect(shape.mismatch(.object(["a": .list([])])) == "value.d is missing")
    #expect(shape.mismatch(.object(["a": .list([]), "d": .code(.jq, ".")])) == "value.d is not bash code")
    let wrong = TemplateValue.object(["b": .text(""), "c": .integer(1)])
    #expect(
      shape.mismatch(.object(["a": .list([.object(["b": .text("")]), wrong]), "d": .code(.bash, "")]))
        == "value.a[1].c is not a yes-or-no")
  }
}
