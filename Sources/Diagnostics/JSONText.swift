/// A text as a JSON string of RFC 8259, section 7, quotes included. The one place that spells them, for files, results and messages.
///
/// Beyond what the RFC demands, everything that `MessageText` takes for invisible is an escape: a string that is shown on a terminal or
/// to a reviewer neither moves the cursor, nor turns the direction of text, nor hides a character.
package enum JSONText {
  package static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// - Parameter out: UTF-8.
  package static func append(_ text: String, to out: inout [UInt8]) {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    out.append(quote)
    if PlainText.append(text, unless: (quote, backslash), to: &out) { return out.append(quote) }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: out += [UInt8(ascii: "\\"), UInt8(scalar.value)]
      case 0x20..<0x7F: out.append(UInt8(scalar.value))
      case 0x0A: out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0x0D: out += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0x09: out += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      default:
        if MessageText.isVisible(scalar) { out += String(scalar).utf8 } else { escape(scalar, to: &out) }
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// `\u202e`; above U+FFFF the two halves of a surrogate pair.
  private static func escape(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    for unit in String(scalar).utf16 {
      out += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
      for shift in [12, 8, 4, 0] { out.append(digits[Int(unit >> shift) & 15]) }
    }
  }
}
