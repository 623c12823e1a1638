/// Reads PowerShell's expressions of text as its tokenizer does: single-quoted texts, and `('a' + [char]10 + 'b')`.
struct PowerShellLexer {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The value of the text, when nothing else stands before or after it.
  mutating func value() -> String? {
    let isJoined = take("(")
    guard var value = single() else { return nil }
    while isJoined, take(" + [char]") {
      let digits = scalars[index...].prefix { ("0"..."9").contains($0) }
      index += digits.count
      guard let number = UInt16(String(String.UnicodeScalarView(digits))), let scalar = Unicode.Scalar(number) else { return nil }
      value.append(scalar)
      guard take(" + "), let next = single() else { return nil }
      value += next
    }
    if isJoined && !take(")") { return nil }
    return index == scalars.count ? String(value) : nil
  }

  private mutating func single() -> String.UnicodeScalarView? {
    guard index < scalars.count, isQuote(scalars[index]) else { return nil }
    index += 1
    var value = String.UnicodeScalarView()
    while index < scalars.count {
      if isQuote(scalars[index]) {
        guard index + 1 < scalars.count, isQuote(scalars[index + 1]) else {
          index += 1
          return value
        }
        // Of two quotes the second is kept: a doubled quote must be one of its own kind.
        index += 1
      }
      value.append(scalars[index])
      index += 1
    }
    return nil
  }

  private func isQuote(_ scalar: Unicode.Scalar) -> Bool { [0x27, 0x2018, 0x2019, 0x201A, 0x201B].contains(scalar.value) }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[index...].starts(with: text.unicodeScalars) else { return false }
    index += text.unicodeScalars.count
    return true
  }
}
