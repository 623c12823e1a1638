import JSON
import Testing

struct JSONReaderTests {
  @Test(arguments: [
    (" {} ", JSONValue.object([])),
    ("[ 1 , -0, -12,true,false,null ]", .array([.number(1), .number(0), .number(-12), .boolean(true), .boolean(false), .null])),
    (#""\"\\\/\b\f\n\r\té😀\u00e9\ud83d\ude00""#, .text("\"\\/\u{8}\u{C}\n\r\té😀é😀")),
    (#"{"a":{"b":[]}}"#, .object([("a", .object([("b", .array([]))]))])),
    (#"{"é":1,"e\u0301":2}"#, .object([("é", .number(1)), ("e\u{301}", .number(2))])),
  ])
  func readsValues(text: String, value: JSONValue) throws {
    #expect(try JSONReader.read(Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", 1, 1, "the text ends where a value is needed"),
    ("{\n  'a': 1}", 2, 3, "a key in quotes is needed"),
    ("{\"a\" 1}", 1, 6, "':' is needed"),
    ("{\"a\":1,}", 1, 8, "a key in quotes is needed"),
    ("{\"a\":1", 1, 7, "',' or '}' is needed"),
    ("[1 2]", 1, 4, "',' or ']' is needed"),
    ("[1,]", 1, 4, "this is no value"),
    ("[\n1.5]", 2, 1, "this is no whole number that fits"),
    ("1e3", 1, 1, "this is no whole number that fits"),
    ("01", 1, 1, "this is no whole number that fits"),
    ("-", 1, 1, "this is no whole number that fits"),
    ("9223372036854775808", 1, 1, "this is no whole number that fits"),
    ("\"a", 1, 3, "the text ends inside quotes"),
    ("\"a\nb\"", 1, 3, "a control character has to be written as an escape"),
    ("\"\\x\"", 1, 2, "this is no escape"),
    ("\"\\ud800\"", 1, 2, "this is no escape"),
    ("\"\\udc00\"", 1, 2, "this is no escape"),
    ("\"\\u12\"", 1, 2, "this is no escape"),
    ("nul", 1, 1, "this is no value"),
    ("1 2", 1, 3, "something follows the end of the value"),
    ("{\"a\":1,\"\\u0061\":2}", 1, 8, "the key is there twice"),
    ("\u{FEFF}1", 1, 1, "this is no value"),
    (String(repeating: "[", count: 17), 1, 17, "more than 16 levels"),
    (String(repeating: "[", count: 1_000_000), 1, 17, "more than 16 levels"),
  ])
  func tellsWhereReadingEnds(text: String, line: Int, column: Int, message: String) {
    #expect(throws: JSONReader.Problem(message: message, line: line, column: column)) {
      try JSONReader.read(Array(text.utf8))
    }
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: JSONReader.Problem(message: "the text is not UTF-8", line: 1, column: 2)) {
      try JSONReader.read([UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")])
    }
  }

  @Test func everyBeginningOfAValueIsRefused() {
    let value = JSONValue.object([
      ("format", .number(1)), ("units", .object([("contoso.com", .texts(["OU=\"A\"", "e\u{301}\u{1}"]))])),
      ("forced", .boolean(false)),
    ])
    let bytes = value.bytes.dropLast(2)
    for length in bytes.indices {
      #expect(throws: JSONReader.Problem.self) { try JSONReader.read(Array(bytes[..<length])) }
    }
  }
}
