/// A build number such as `2.6.92.0`: one to four numbers, compared part by part; missing parts count as zero.
package struct DottedVersion: Sendable, Hashable, Comparable {
  package let parts: [Int]

  package init?(_ text: String) {
    let fields = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...4).contains(fields.count) else { return nil }
    var parts: [Int] = []
    for field in fields {
      guard (1...6).contains(field.count), field.allSatisfy({ (48...57).contains($0) }),
        let number = Int(String(decoding: field, as: UTF8.self))
      else { return nil }
      parts.append(number)
    }
    self.parts = parts
  }

  package var text: String { parts.map(String.init).joined(separator: ".") }

  private var four: [Int] { parts + Array(repeating: 0, count: 4 - parts.count) }
  package static func == (left: DottedVersion, right: DottedVersion) -> Bool { left.four == right.four }
  package func hash(into hasher: inout Hasher) { hasher.combine(four) }
  package static func < (left: DottedVersion, right: DottedVersion) -> Bool {
    left.four.lexicographicallyPrecedes(right.four)
  }
}
