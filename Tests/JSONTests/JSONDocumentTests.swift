import Diagnostics
import JSON
import Testing

struct JSONDocumentTests {
  private static func document(_ text: String, mostValues: Int = 1_000) throws -> JSONDocument {
    try JSONDocument(reading: Array(text.utf8), mostValues: mostValues)
  }

  @Test("Each value and each key knows its line, and its column in characters")
  func places() throws {
    let document = try Self.document("{ \"é\": \"ü\",\n  \"b\": [ 1, { \"c\": null } ] }")
    let first = try #require(document.root["é"])
    #expect(document.range(of: first.keyBytes, in: "f.json").start == SourcePosition(line: 1, column: 3))
    #expect(document.range(of: first.value, in: "f.json").start == SourcePosition(line: 1, column: 8))
    #expect(document.range(of: first.value, in: "f.json").end == SourcePosition(line: 1, column: 11))
    guard case .array(let elements)? = document.root["b"]?.value.content else {
      Issue.record("no list")
      return
    }
    #expect(elements.map { document.range(of: $0, in: "f.json").start.column } == [10, 13])
    #expect(document.range(of: document.root, in: "f.json").end == SourcePosition(line: 2, column: 30))
    #expect(document.root["c"] == nil && elements[0]["c"] == nil)
  }

  @Test("Places in one line of a megabyte are as right as others")
  func longLine() throws {
    let text = "[\"\(String(repeating: "ü", count: 500_000))\",\"x\",\n7]"
    let document = try Self.document(text)
    guard case .array(let elements) = document.root.content else {
      Issue.record("no list")
      return
    }
    #expect(document.range(of: elements[1], in: "").start == SourcePosition(line: 1, column: 500_005))
    #expect(document.range(of: elements[2], in: "").end == SourcePosition(line: 2, column: 2))
  }

  @Test(
    "A number that is not whole is read as one that nobody can use",
    arguments: ["1.5", "-0.0", "1e3", "1E+3", "2.5e-7", "9223372036854775808", "-9223372036854775809"])
  func otherNumbers(text: String) throws {
    guard case .number(nil) = try Self.document(text).root.content else {
      Issue.record("\(text) has a value")
      return
    }
  }

  @Test("What is no number is refused", arguments: ["1.", ".5", "1e", "1e+", "00", "-", "+1", "1.5.2", "0x1"])
  func noNumbers(text: String) {
    #expect(throws: JSONReader.Problem.self) { try Self.document(text) }
  }

  @Test("More values than the reader was told to keep are refused", arguments: [(8, true), (9, false)])
  func mostValues(most: Int, isRefused: Bool) {
    let text = "[1,2,3,[4,5],{\"a\":null}]"
    #expect(((try? Self.document(text, mostValues: most)) == nil) == isRefused)
  }

  @Test("Bytes that are no UTF-8 are shown where they stand")
  func damagedText() {
    let bytes = Array("[\n\"ü\",\"".utf8) + [0xC3, UInt8(ascii: "\""), UInt8(ascii: "]")]
    #expect(throws: JSONReader.Problem(message: "the text is not UTF-8", line: 2, column: 6)) {
      try JSONDocument(reading: bytes, mostValues: 10)
    }
  }
}
