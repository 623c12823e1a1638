import Testing

@testable import Input

@Suite struct CharacterTests {
  @Test(
    "A refused character is named with its place",
    arguments: [
      ("a: x\u{7}\n", "1:5-1:6 control-character: control character U+0007 is not allowed"),
      ("😀: \u{1B}[31m\n", "1:4-1:5 control-character: control character U+001B is not allowed"),
      ("a: b\rc\n", "1:5-1:6 control-character: control character U+000D is not allowed"),
      ("a: b\u{85}\n", "1:5-1:6 control-character: control character U+0085 is not allowed"),
      ("a: 'é\u{2028}'\n", "1:6-1:7 control-character: control character U+2028 (line separator) is not allowed"),
      ("a: 1\nb\u{202E}: 2\n", "2:2-2:3 direction-character: direction character U+202E (right-to-left override) is not allowed"),
      ("a: 1 # \u{2066}\n", "1:8-1:9 direction-character: direction character U+2066 (left-to-right isolate) is not allowed"),
      ("a: x\u{200B}y\n", "1:5-1:6 invisible-character: invisible character U+200B (zero width space) is not allowed"),
      (
        "\u{FEFF}a: x\u{FEFF}\n",
        "1:5-1:6 invisible-character: invisible character U+FEFF (zero width no-break space) is not allowed"
      ),
      ("a: |\n  x\n  \u{AD}\n", "3:3-3:4 invisible-character: invisible character U+00AD (soft hyphen) is not allowed"),
      (
        "a: \"\\u202e\"\n",
        "1:4-1:12 direction-character: direction character U+202E (right-to-left override), written as an escape, is not allowed"
      ),
      ("a: \"\\0\"\n", "1:4-1:8 control-character: control character U+0000, written as an escape, is not allowed"),
      ("a: \"\\r\\r\"\n", "1:4-1:10 control-character: control character U+000D, written as an escape, is not allowed"),
      (
        "\"\\L\": 1\n",
        "1:1-1:5 control-character: control character U+2028 (line separator), written as an escape, is not allowed"
      ),
      (
        "a: \"\\U000E0041\"\n",
        "1:4-1:16 invisible-character: invisible character U+E0041 (tag latin capital letter a), written as an escape, is not allowed"
      ),
    ])
  func named(input: String, finding: String) {
    let reading = Reading(input)
    #expect(reading.findings == [finding])
    #expect(reading.node != nil)
  }

  @Test("Each character of the list is refused, raw and escaped, as value and as key")
  func all() {
    var list: [UInt32] = [0x61C, 0x200E, 0x200F, 0x2060, 0xAD, 0x180E, 0xFEFF, 0x2028, 0x2029, 0x7F, 0xFFFE, 0xFFFF, 0x1FFFE]
    list += Array(0x202A...0x202E) + Array(0x2066...0x2069) + Array(0x200B...0x200D) + Array(0x80...0x9F)
    list += (1...0x1F).filter { $0 != 0x09 && $0 != 0x0A }
    for value in list {
      let scalar = Unicode.Scalar(value)!
      let hex = String(value, radix: 16)
      let escape = "\\U" + String(repeating: "0", count: 8 - hex.utf8.count) + hex
      for text in ["a: 'x\(scalar)y'\n", "'x\(scalar)y': a\n", "a: \"\(escape)\"\n", "\"\(escape)\": a\n"] {
        let findings = Reading(text).findings
        #expect(findings.count == 1 && findings[0].utf8.contains(UInt8(ascii: "U")), "U+\(hex): \(findings)")
      }
    }
  }

  @Test(
    "What people write may stand",
    arguments: ["Müller & Söhne", "O’Brien's \"Team\"", "日本語", "x\u{301}", "👍🏽", "ﬁ", "שלום", "\u{A0}", "a\tb"])
  func allowed(text: String) {
    let reading = Reading("a: |-\n  x\(text)\n")
    #expect(reading.plain.utf8.elementsEqual("{a: x\(text)}".utf8))
    #expect(reading.findings == [])
  }

  @Test(
    "Bytes that are not UTF-8 are refused where they stand",
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], "1:1-1:1 utf-16-encoding: the file is UTF-16, not UTF-8"),
      ([0xFE, 0xFF, 0, 0x61], "1:1-1:1 utf-16-encoding: the file is UTF-16, not UTF-8"),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "1:1-1:1 utf-16-encoding: the file is UTF-32, not UTF-8"),
      ([0x61, 0, 0x3A, 0], "1:2-1:3 nul-byte: the file holds a NUL byte"),
      (
        Array("é: 1\nb: M".utf8) + [0xFC, 0x6C], "2:5-2:6 invalid-utf-8: byte 0xFC (in Windows-1252 it is 'ü') is not valid UTF-8"
      ),
      (Array("a: ".utf8) + [0xC0, 0x80], "1:4-1:5 invalid-utf-8: byte 0xC0 (in Windows-1252 it is 'À') is not valid UTF-8"),
      (
        Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4-1:5 invalid-utf-8: byte 0xED (in Windows-1252 it is 'í') is not valid UTF-8"
      ),
      (
        Array("a: ".utf8) + [0xF4, 0x90, 0x80, 0x80],
        "1:4-1:5 invalid-utf-8: byte 0xF4 (in Windows-1252 it is 'ô') is not valid UTF-8"
      ),
      (Array("a: ".utf8) + [0xE2, 0x82], "1:4-1:5 invalid-utf-8: byte 0xE2 (in Windows-1252 it is 'â') is not valid UTF-8"),
      (Array("a: ".utf8) + [0x80], "1:4-1:5 invalid-utf-8: byte 0x80 is not valid UTF-8"),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], finding: String) {
    let reading = Reading(bytes: bytes)
    #expect(reading.findings == [finding])
    #expect(reading.node == nil)
  }

  @Test("The scan takes exactly what Swift takes for UTF-8")
  func sameAsSwift() {
    for first in stride(from: 0xC0, through: 0xFF, by: 1) {
      for second in stride(from: 0x7E, through: 0xC1, by: 1) {
        for tail in [[], [0x80], [0xBF, 0x80], [0x80, 0x41]] as [[UInt8]] {
          let bytes = [UInt8(first), UInt8(second)] + tail
          #expect(
            (CharacterScan(bytes, findingLimit: 9).invalid == nil) == (String(validating: bytes, as: UTF8.self) != nil),
            "\(bytes)")
        }
      }
    }
  }
}
