/// Where an environment that was read with errors holds stand-ins or too little. Rules leave out what depends on it, so that
/// one mistake gives one message.
struct Gaps: Sendable {
  /// Key paths whose value was refused or is missing.
  var broken: Set<String> = []
  /// Lists and maps from which an element was left out.
  var incomplete: Set<String> = []

  /// Whether the value was read. A rule that looks at a value with a stand-in or default asks first.
  func isKnown(_ keyPath: String) -> Bool {
    if broken.isEmpty { return true }
    return !ancestors(keyPath).contains { broken.contains($0) }
  }

  /// Whether every element was read. A rule that concludes from what is *not* in a list asks first.
  func isComplete(_ keyPath: String) -> Bool { isKnown(keyPath) && !incomplete.contains(keyPath) }

  /// The path itself and every path that leads to it: cut before each `.` and `[` outside brackets.
  private func ancestors(_ keyPath: String) -> [String] {
    let bytes = Array(keyPath.utf8)
    var inBrackets = false
    var found: [String] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "]") { inBrackets = false }
      if !inBrackets, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") {
        found.append(String(decoding: bytes[..<index], as: UTF8.self))
      }
      if byte == UInt8(ascii: "[") { inBrackets = true }
    }
    return found + [keyPath]
  }
}
