/// One word of `--only` and `--except`: what it is about, and a name in which `*` stands for any text.
struct EnvironmentTerm: Sendable {
  enum Kind: String, Sendable, CaseIterable { case environment, domain, wave, artifact }

  let kind: Kind
  private let pattern: [UInt8]

  /// Nil when it is none.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let word = colon.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? Kind.environment.rawValue
    guard let kind = Kind(rawValue: word) else { return nil }
    self.kind = kind
    pattern = Array(colon.map { bytes[($0 + 1)...] } ?? bytes[...])
    if pattern.isEmpty { return nil }
  }

  /// As it was written, without the word before it.
  var name: String { String(decoding: pattern, as: UTF8.self) }

  func matches(_ name: String) -> Bool { Self.matches(Array(name.utf8)[...], pattern[...]) }

  private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    var (name, pattern) = (name, pattern)
    // Where to go on when what followed the last star does not fit.
    var again: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
    while true {
      if let first = pattern.first, first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        again = (name, pattern)
      } else if let first = name.first, first == pattern.first {
        name = name.dropFirst()
        pattern = pattern.dropFirst()
      } else if name.isEmpty, pattern.isEmpty {
        return true
      } else if let last = again, !last.name.isEmpty {
        again = (last.name.dropFirst(), last.pattern)
        (name, pattern) = (last.name.dropFirst(), last.pattern)
      } else {
        return false
      }
    }
  }
}
