import Diagnostics
import Testing

@Suite struct MessageTextTests {
  @Test(
    "A text inside a message is one visible line",
    arguments: [
      ("finance", "'finance'"), ("a\nb", "'a<U+000A>b'"), ("\u{202E}x", "'<U+202E>x'"), ("\u{E0041}", "'<U+E0041>'"),
      ("x'\u{301}", "'x'\u{301}'"), ("6\u{A0}0 ", "'6<U+00A0>0 '"), ("\u{3000}", "'<U+3000>'"), ("日本 😀", "'日本 😀'"),
    ])
  func quoted(text: String, expected: String) { #expect(MessageText.quote(text).utf8.elementsEqual(expected.utf8)) }

  @Test("A long text is cut after sixty characters")
  func long() {
    let sixty = String(repeating: "x", count: 60)
    #expect(MessageText.quote(sixty) == "'\(sixty)'")
    #expect(MessageText.quote(sixty + "y") == "'\(sixty)…'")
  }
}
