import JSON
import Testing

@Suite struct JSONValueTests {
  private static let value = JSONValue.object([
    ("b", .text("\"\\\u{1}\n\u{301}")), ("a", .array([.number(1), .boolean(true), .null])), ("c", .array([])), ("d", .object([])),
  ])

  @Test func aFileKeepsTheOrderAndHasOneMemberALine() {
    let expected = """
      {
        "b": "\\"\\\\\\u0001\\n\u{301}",
        "a": [
          1,
          true,
          null
        ],
        "c": [],
        "d": {}
      }

      """
    #expect(Self.value.bytes == Array(expected.utf8))
  }

  @Test func aLineHasNoWhiteSpaceBetweenItsParts() {
    let expected = #"{"b":"\"\\\u0001\n\#u{301}","a":[1,true,null],"c":[],"d":{}}"#
    #expect(Self.value.line.utf8.elementsEqual(expected.utf8))
  }

  @Test(arguments: [
    "", "a\"\u{301}b", "\u{0}\u{1F}\u{7F}\u{9F}", "\r\n", "\u{2028}\u{202E}\u{FEFF}", "\u{E0041}", "e\u{301} é 😀", "\u{FFFF}",
  ])
  func whatIsWrittenIsReadBack(_ text: String) throws {
    let value = JSONValue.object([(text, .text(text))])
    #expect(try JSONReader.read(value.bytes) == value)
    #expect(try JSONReader.read(Array(value.line.utf8)) == value)
  }
}
