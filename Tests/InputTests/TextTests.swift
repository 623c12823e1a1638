import Testing

@testable import Input

@Suite struct TextTests {
  @Test(
    "A text stays what was written and is not typed",
    arguments: [
      ("a: NO", "{a: NO}"), ("a: 0777", "{a: 0777}"), ("a: 1.10", "{a: 1.10}"), ("a: 2026-01-02", "{a: 2026-01-02}"),
      ("a: 12:30:45", "{a: 12:30:45}"), ("a: 0x1F", "{a: 0x1F}"), ("a: CN=X,OU=Y", "{a: CN=X,OU=Y}"), ("a: =", "{a: =}"),
      ("a: 'O''Brien'", "{a: O'Brien}"), ("a: 'a\\nb'", "{a: a\\nb}"), ("a: \"\\u00FC\\t|\"", "{a: ü\t|}"),
      ("a: C:\\Temp", "{a: C:\\Temp}"), ("'<<': a", "{<<: a}"), ("a: \"'\"\u{20}", "{a: '}"),
    ])
  func untyped(input: String, expected: String) {
    #expect(Reading(input).plain.utf8.elementsEqual(expected.utf8))
    #expect(Reading(input).findings == [])
  }

  @Test(
    "Only an unquoted nothing is nothing",
    arguments: [("a:", true), ("a: ~", true), ("a: null", true), ("a: ''", false), ("a: 'null'", false)])
  func nothing(input: String, isNull: Bool) {
    guard case .mapping(let mapping)? = Reading(input).node, case .scalar(let scalar)? = mapping["a"] else {
      Issue.record("no value")
      return
    }
    #expect(scalar.isNull == isNull)
  }

  @Test("CRLF and LF give the same text")
  func lineEnds() {
    let text = "a: |\n  one\n\n  two\nb: 'x\n\n  y'\nc: >\n  z\n  z\n"
    let windows = text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    #expect(Reading(bytes: windows).plain == Reading(text).plain)
    #expect(Reading(text).plain == "{a: one\\n\\ntwo\\n, b: x\\ny, c: z z\\n}")
  }

  @Test("Keys that only look the same are two keys")
  func normalForms() {
    let reading = Reading("caf\u{E9}: 1\ncafe\u{301}: 2\nCAF\u{C9}: 3\n")
    guard case .mapping(let mapping)? = reading.node else {
      Issue.record("no mapping")
      return
    }
    #expect(mapping.entries.count == 3)
    #expect(reading.findings == [])
  }
}
