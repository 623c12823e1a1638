import Testing

@testable import Input

@Suite struct CatalogTests {
  @Test("Codes are sorted as in the source, named once and explained")
  func codes() {
    let names = InputCatalog.allCodes.map(\.name)
    #expect(Set(names).count == names.count)
    for code in InputCatalog.allCodes {
      #expect(
        code.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }, "\(code.name)")
      #expect(code.explanation.utf8.last == UInt8(ascii: "."), "\(code.name)")
      #expect(code.severity == .error)
    }
  }

  /// An input for each code; `yaml-syntax` alone cannot be reached with libyaml 0.2.5 and is tested with its wording.
  static let inputs: [String: [UInt8]] = [
    "block-text-header": "a: |b\n", "complex-key": "[a]: b\n", "control-character": "a: \u{1}\n",
    "damaged-character": "a: M\u{FFFD}ller\n",
    "direction-character": "a: \u{202E}\n", "duplicate-key": "a: 1\na: 2\n", "empty-file": "",
    "invisible-character": "a: \u{200B}b\n",
    "key-too-long": "\(String(repeating: "k", count: 257)): 1\n", "merge-key": "<<: a\n", "misplaced-dash": "a: - b\n",
    "missing-colon": "a: b\nc\n", "missing-key": ": a\n", "missing-value": "a: ]\n", "multiple-documents": "a: b\n---\n",
    "nesting-too-deep": String(repeating: "- ", count: 65), "nul-byte": "a: \u{0}\n", "reserved-character": "a: @b\n",
    "tab-indentation": "a:\n\tb: c\n", "text-after-end": " a: b\nc: d\n", "text-after-quote": "a: 'b'c\n",
    "too-many-problems": "[\(String(repeating: "*a,", count: 201))]",
    "too-many-values": "[\(String(repeating: ",a", count: 500_000).dropFirst())]",
    "unclosed-bracket": "a: [b\n", "unclosed-quote": "a: 'b\n", "unquoted-colon": "a: b: c\n",
    "value-too-long": "a: \(String(repeating: "b", count: 65_537))",
    "wrong-escape": "a: \"\\q\"\n", "wrong-indentation": "a:\n  b: c\n d: e\n", "yaml-alias": "a: *b\n",
    "yaml-anchor": "a: &b c\n",
    "yaml-directive": "%YAML 1.2\n---\na: b\n", "yaml-tag": "a: !b c\n",
  ].mapValues { Array($0.utf8) }.merging([
    "file-too-large": [UInt8](repeating: 0x20, count: 16_777_217), "invalid-utf-8": [0x61, 0xFC],
    "utf-16-encoding": [0xFF, 0xFE, 0x61, 0],
  ]) { $1 }

  @Test("Each code has an input that meets it, with a place, a message and a hint", arguments: InputCatalog.allCodes.map(\.name))
  func reached(name: String) throws {
    guard name != "yaml-syntax" else { return }
    let reading = Reading(bytes: try #require(Self.inputs[name]))
    let found = try #require(reading.diagnostics.first { $0.code.name == name })
    #expect(found.range != nil && found.hint != nil)
    #expect(found.message.utf8.last != UInt8(ascii: ".") && found.hint?.utf8.last != UInt8(ascii: "."))
  }
}
