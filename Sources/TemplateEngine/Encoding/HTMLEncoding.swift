enum HTMLEncoding {
  private static let special = SpecialBytes("&<>\"'")

  static func text(_ text: String, _ out: inout [UInt8]) {
    ProseBytes.read(text) { bytes in special.spell(bytes, to: &out) { .text(entity(bytes[$0])) } }
  }

  /// With its quotes.
  static func attribute(_ text: String, _ out: inout [UInt8]) {
    out.append(ascii: "\"")
    self.text(text, &out)
    out.append(ascii: "\"")
  }

  private static let specialInComment = SpecialBytes("&<>\"'-")

  /// Without `<` and `>`, and without `--`, which XML does not allow in comments.
  static func comment(_ text: String, _ out: inout [UInt8]) {
    let hyphen = UInt8(ascii: "-")
    ProseBytes.read(text) { bytes in
      specialInComment.spell(bytes, to: &out) { place in
        guard bytes[place] == hyphen else { return .text(entity(bytes[place])) }
        // The template may have written one before it.
        return place == 0 || bytes[place - 1] == hyphen ? .text(" -") : .itself
      }
      if bytes.isEmpty || bytes.last == hyphen { out.append(ascii: " ") }
    }
  }

  private static func entity(_ byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
    }
  }
}
