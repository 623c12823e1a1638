import Diagnostics
import Testing

@testable import Input

@Suite struct DamageTests {
  static let sample = """
    # An estate
    version: 1
    environment: 'fabrikam'   # why
    tenant: { name: fabrikam.onmicrosoft.com, cloud: us-gov }
    forests:
      - name: fabrikam.com
        note: |
          Zwei Zeilen:
          Müller & Söhne 😀
        domains: [a, "b\\u00FC", {c: d}]
    waves:
    - units: ["OU=R+D\\\\, Labs,DC=fabrikam,DC=com"]
    """

  @Test("The sample itself is whole")
  func sound() { #expect(Reading(Self.sample).findings == []) }

  @Test("A sample cut anywhere is read or refused with a place")
  func cut() {
    let bytes = Array(Self.sample.utf8)
    for count in 0...bytes.count { check(Array(bytes.prefix(count))) }
  }

  @Test("A sample with any byte changed, doubled or removed is read or refused with a place")
  func changed() {
    let bytes = Array(Self.sample.utf8)
    for index in bytes.indices {
      for replacement in [[], [bytes[index], bytes[index]]] + [0, 9, 10, 13, 0x7F, 0xFF].map({ [UInt8($0)] })
        + "\"'[]{}:,-#&*!|>%@?\\".utf8.map({ [$0] })
      {
        var damaged = bytes
        damaged.replaceSubrange(index...index, with: replacement)
        check(damaged)
      }
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      check(flipped)
    }
  }

  /// Nothing without a message, and each place inside the text.
  private func check(_ bytes: [UInt8]) {
    let reading = Reading(bytes: bytes)
    if reading.node == nil, !reading.diagnostics.contains(where: { $0.severity == .error && $0.range != nil }) {
      Issue.record("nothing was read and nothing said: \(bytes)")
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for range in reading.diagnostics.flatMap({ [$0.range] + $0.notes.map(\.range) }).compactMap({ $0 }) + places(reading.node) {
      for place in [range.start, range.end]
      where !lines.indices.contains(place.line - 1) || place.column < 1 || place.column > lines[place.line - 1].count + 2 {
        Issue.record("\(place) is outside of the text \(String(decoding: bytes, as: UTF8.self))")
      }
      if range.end < range.start { Issue.record("\(range) ends before it begins") }
    }
  }

  private func places(_ node: Node?) -> [SourceRange] {
    switch node {
    case nil: []
    case .scalar(let scalar): [scalar.range]
    case .sequence(let sequence): [sequence.range] + sequence.items.flatMap(places)
    case .mapping(let mapping): [mapping.range] + mapping.entries.flatMap { [$0.key.range] + places($0.value) }
    }
  }
}
