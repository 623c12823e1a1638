import Diagnostics
import Input
import Testing

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

  @Test("Pieces of YAML in any order are read or refused with a place")
  func shuffled() {
    let pieces = [
      "a", "b: ", ": ", ":", "- ", "-", "? ", "\n", "\n  ", "\n    ", "\r\n", " ", "'", "\"", "'c'", "\"d\"", "[", "]", "{", "}",
      ", ", "#",
      " # x", "|\n  ", ">-\n  ", "é", "😀", "e\u{301}", "\\", "\\x41", "---\n", "...\n", "%", "&e ", "*e", "!f ", "<<: ", "\t",
      "\u{7}", "\u{202E}",
      "\u{85}", "\u{2028}", "\u{FEFF}", "g: h\n", "i: |+\n  j\n\n", "~",
    ]
    var state: UInt64 = 7
    for _ in 0..<6000 {
      var text = ""
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for _ in 0..<(3 + Int(state >> 60)) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      check(Array(text.utf8))
    }
  }

  /// Nothing without a message, each place inside the text, and each value at its place.
  private func check(_ bytes: [UInt8]) {
    let reading = Reading(bytes: bytes)
    if reading.node == nil, !reading.diagnostics.contains(where: { $0.severity == .error && $0.range != nil }) {
      Issue.record("nothing was read and nothing said: \(bytes)")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
    let nodes = parts(of: reading.node)
    for range in reading.diagnostics.flatMap({ [$0.range] + $0.notes.map(\.range) }).compactMap({ $0 }) + nodes.map(\.range) {
      for place in [range.start, range.end]
      where !isInside(place, lines) {
        Issue.record("\(place) is outside of the text \(String(decoding: bytes, as: UTF8.self))")
      }
      if range.end < range.start { Issue.record("\(range) ends before it begins") }
    }
    guard reading.diagnostics.isEmpty, nodes.allSatisfy({ isInside($0.range.end, lines) }) else { return }
    for node in nodes {
      switch node {
      case .scalar(let scalar): if !stands(scalar, in: lines) { Issue.record("\(scalar) is not at its place") }
      case .mapping(let mapping):
        for entry in mapping.entries where !holds(node, entry.key.range) || !holds(node, entry.value.range) {
          Issue.record("\(mapping.range) does not hold \(entry)")
        }
      case .sequence(let sequence):
        for item in sequence.items where !holds(node, item.range) { Issue.record("\(sequence.range) does not hold \(item)") }
      }
    }
  }

  private func isInside(_ place: SourcePosition, _ lines: [[Unicode.Scalar]]) -> Bool {
    lines.indices.contains(place.line - 1) && (1...(lines[place.line - 1].count + 1)).contains(place.column)
  }

  private func holds(_ node: Node, _ range: SourceRange) -> Bool {
    node.range.start <= range.start && range.end <= node.range.end
  }

  /// A plain value of one line is what stands there; others begin and end with their signs.
  private func stands(_ scalar: Node.Scalar, in lines: [[Unicode.Scalar]]) -> Bool {
    let (start, end) = (scalar.range.start, scalar.range.end)
    let first = lines[start.line - 1].dropFirst(start.column - 1).first
    switch scalar.style {
    case .plain:
      guard start.line == end.line else { return true }
      return scalar.text.unicodeScalars.elementsEqual(lines[start.line - 1][(start.column - 1)..<(end.column - 1)])
    case .quoted: return (first == "'" || first == "\"") && lines[end.line - 1][end.column - 2] == first
    case .block: return first == "|" || first == ">"
    }
  }

  private func parts(of node: Node?) -> [Node] {
    switch node {
    case nil: []
    case .scalar?: [node!]
    case .sequence(let sequence): [node!] + sequence.items.flatMap(parts)
    case .mapping(let mapping): [node!] + mapping.entries.flatMap { [.scalar($0.key)] + parts(of: $0.value) }
    }
  }
}
