import Testing

@testable import Input

@Suite struct LimitTests {
  @Test("The size of a file is looked at first")
  func fileSize() {
    var limits = InputLimits()
    limits.fileBytes = 4
    #expect(Reading("a: 1", limits: limits).findings == [])
    let reading = Reading("a: 12", limits: limits)
    #expect(reading.findings == ["1:1-1:1 file-too-large: the file has 5 bytes; 4 are allowed"])
    #expect(reading.node == nil)
    #expect(InputLimits.standard.fileBytes == 16_777_216)
  }

  @Test("Sixty-four levels may stand inside one another, and no more", arguments: [("[", "]"), ("- ", ""), ("{a: ", "}")])
  func depth(open: String, close: String) {
    func nested(_ levels: Int) -> String {
      String(repeating: open, count: levels) + "x" + String(repeating: close, count: levels)
    }
    #expect(Reading(nested(64)).findings == [])
    let reading = Reading(nested(65))
    #expect(reading.codes == ["nesting-too-deep"])
    let column = 64 * open.utf8.count + 1
    #expect(
      reading.findings == [
        "1:\(column)-1:\(column + 1) nesting-too-deep: lists and mappings stand more than 64 deep inside one another"
      ])
    #expect(reading.node != nil)
  }

  @Test("What follows a part that is too deep is still read")
  func afterDepth() {
    var limits = InputLimits()
    limits.depth = 2
    let reading = Reading("a: [[b, {c: d}]]\ne: f\ne: [[]]\n", limits: limits)
    #expect(reading.codes == ["nesting-too-deep", "duplicate-key", "nesting-too-deep"])
    #expect(reading.plain == "{a: [], e: f}")
  }

  /// libyaml needs half a minute for this text, in time that grows with the square of the depth. It must not get to it: what
  /// it has looked at when we stop is what one possible key may have, not the text.
  @Test("Brackets without end stop libyaml near the depth that is allowed", arguments: ["[", "{", "[\n", "{a: [", "? [", "- "])
  func brackets(open: String) {
    let bytes = Array(String(repeating: open, count: 200_000).utf8)
    let text = SourceText(name: "estate.yaml", bytes: bytes)
    var builder = NodeBuilder(text: text, limits: .standard, diagnostics: .init())
    let node = bytes.withUnsafeBufferPointer { builder.build(from: $0) }
    #expect(node == nil)
    #expect(builder.diagnostics.all.map(\.code.name) == ["nesting-too-deep"])
    #expect(builder.workedThrough < 3000)
  }

  @Test("Values and keys have a greatest length in bytes")
  func lengths() {
    let value = String(repeating: "é", count: 32_768)
    #expect(Reading("a: \(value)\n").findings == [])
    #expect(Reading("a: x\(value)\n").findings == ["1:4-1:32773 value-too-long: the value has 65537 bytes; 65536 are allowed"])
    let key = String(repeating: "k", count: 256)
    #expect(Reading("\(key): 1\n").findings == [])
    let reading = Reading("\(key)k: 1\na: 2\n")
    #expect(reading.findings == ["1:1-1:258 key-too-long: the key has 257 bytes; 256 are allowed"])
    #expect(reading.plain == "{a: 2}")
    let endless = Reading(String(repeating: "k", count: 1025) + ": 1\n")
    #expect(endless.findings == ["1:1026-1:1027 key-too-long: the key before this colon has more than 1024 characters"])
  }

  @Test("Reading stops at too many values and at too many messages")
  func counts() {
    var limits = InputLimits()
    limits.nodes = 5
    #expect(Reading("[a, b, c, d]", limits: limits).findings == [])
    let many = Reading("[a, b, c, d, e]", limits: limits)
    #expect(many.findings == ["1:14-1:15 too-many-values: the file holds more than 5 keys, values, lists and mappings"])
    #expect(many.node == nil)
    limits = InputLimits()
    limits.problems = 3
    let values = Reading("[!a b, !a b, !a b, !a b]", limits: limits)
    #expect(values.codes == ["yaml-tag", "yaml-tag", "yaml-tag", "too-many-problems"])
    let characters = Reading("a: \u{7}\u{7}\u{7}\u{7}", limits: limits)
    #expect(characters.codes == ["control-character", "control-character", "control-character", "too-many-problems"])
    let directives = Reading("%A\n%B\n%C\n%D\na: 1\n", limits: limits)
    #expect(directives.codes == ["yaml-directive", "yaml-directive", "yaml-directive", "too-many-problems"])
  }
}
