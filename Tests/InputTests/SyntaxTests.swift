import Testing

@testable import Input

@Suite struct SyntaxTests {
  @Test(
    "Text that is not YAML gets a message about what was written",
    arguments: [
      ("a:\n\tb: 1\n", "2:1-2:2 tab-indentation: a tab is used for indentation"),
      ("a:\n  - x\n  \t- y\n", "3:3-3:4 tab-indentation: a tab is used for indentation"),
      ("a: \"x\" y\n", "1:8-1:9 text-after-quote: text follows the closing quote (the quote was opened 1:4-1:7)"),
      ("a: 'O'Brien'\n", "1:7-1:13 text-after-quote: text follows the closing quote (the quote was opened 1:4-1:7)"),
      ("a: \"x\"\u{301}\n", "1:7-1:8 text-after-quote: text follows the closing quote (the quote was opened 1:4-1:7)"),
      ("a: 'x\nb: 'y'\n", "2:5-2:7 text-after-quote: text follows the closing quote (the quote was opened 1:4-2:5)"),
      ("a: [x]]\n", "1:7-1:8 text-after-quote: text follows the closing bracket"),
      ("a: b: c\n", "1:5-1:6 unquoted-colon: a second colon cannot stand in this value"),
      ("a: b\n  c: d\n", "2:4-2:5 wrong-indentation: this key is indented below a line that already has a value"),
      (
        "a:\n  - b\n - c\n",
        "3:2-3:3 wrong-indentation: this line does not line up with the mapping it belongs to (the mapping begins 1:1-1:2)"
      ),
      (
        "- a\nb: c\n",
        "2:1-2:3 wrong-indentation: this line does not line up with the list it belongs to (the list begins 1:1-1:2)"
      ),
      ("a: 1\nbcd e \nc: 2\n", "2:1-2:6 missing-colon: no colon follows this key"),
      ("a: [1\n", "1:4-1:5 unclosed-bracket: the '[' opened here is never closed"),
      ("a: {b: 1\n", "1:4-1:5 unclosed-bracket: the '{' opened here is never closed"),
      ("a: [1 2}\n", "1:8-1:9 unclosed-bracket: a comma or ']' is expected here (the '[' stands 1:4-1:5)"),
      ("a: - b\n", "1:4-1:5 misplaced-dash: a list cannot begin here"),
      ("é: @b\n", "1:4-1:5 reserved-character: a value cannot begin with this character"),
      ("a: 1\n%b\n", "2:1-2:2 reserved-character: a line cannot begin with this character"),
      ("a: 1\n%TAG ! x\n", "2:1-2:2 reserved-character: a line cannot begin with this character"),
      ("a: *\n", "1:4-1:5 yaml-alias: a value that begins with '*' is an alias"),
      ("a: & b\n", "1:4-1:5 yaml-anchor: a value that begins with '&' has an anchor"),
      ("a: !e!x y\n", "1:4-1:8 yaml-tag: a tag is not allowed"),
      ("a: [b, , c]\n", "1:8-1:9 missing-value: a value is expected here"),
      ("a: |x\n  y\n", "1:4-1:6 block-text-header: the text of a block must begin on the next line"),
      ("a: >0\n", "1:4-1:6 block-text-header: the text of a block must begin on the next line"),
      ("a: ? b\n", "1:4-1:5 complex-key: a key in the form '? key' cannot stand here"),
      (": x\n", "1:1-1:2 missing-key: no key stands before the colon"),
      ("a: {: 1}\n", "1:5-1:6 missing-key: no key stands before the colon"),
      ("a: 'open\nb: c\n", "1:4-1:5 unclosed-quote: the quote opened here is never closed"),
      ("a: \"C:\\Users\"\n", "1:7-1:9 wrong-escape: this is not an escape that double quotes know"),
      ("a: \"\\q\"\n", "1:5-1:7 wrong-escape: this is not an escape that double quotes know"),
      ("a: \"\\ud800\"\n", "1:5-1:7 wrong-escape: this is not an escape that double quotes know"),
      ("  a: 1\nb: 2\n", "2:1-2:3 text-after-end: this does not belong to what stands above"),
      ("{a: 1}}\n", "1:7-1:8 text-after-quote: text follows the closing bracket"),
      ("'a' b\n", "1:5-1:6 text-after-quote: text follows the closing quote (the quote was opened 1:1-1:4)"),
      ("[a]\nb\n", "2:1-2:2 text-after-end: this does not belong to what stands above"),
      ("a: [|]\n", "1:5-1:6 reserved-character: a value cannot begin with this character"),
    ])
  func worded(input: String, finding: String) {
    let reading = Reading(input)
    #expect(reading.findings == [finding])
    #expect(reading.node == nil)
    #expect(reading.diagnostics.allSatisfy { $0.hint != nil })
  }

  @Test("Words of another libyaml still give a place")
  func unknown() {
    let text = SourceText(name: "f", bytes: Array("a: é b\n".utf8))
    let error = YAMLSyntaxError(problem: "did not like it", context: "", problemIndex: 5, contextIndex: 5)
    let diagnostic = SyntaxErrorWording(text: text, error: error, lastQuoted: nil).diagnostic
    #expect(diagnostic.code == .yamlSyntax)
    #expect(diagnostic.range == text.range(5, 6))
  }
}
