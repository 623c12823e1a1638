import Diagnostics

enum BashEncoding {
  /// `'…'`, a quote in it as `'\''`; control characters as `$'\n'` between the quotes, so that a literal holds no line break.
  /// - Precondition: no NUL, which bash cannot hold.
  static func literal(_ text: String, _ out: inout [UInt8]) {
    let quote = UInt8(ascii: "'")
    out.append(quote)
    if PlainText.append(text, unless: (quote, quote), to: &out) { return out.append(quote) }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0: preconditionFailure("NUL reached a bash literal; Input refuses control characters")
      case 0x27: out.append(ascii: "'\\''")
      case 0x01...0x1F, 0x7F...0x9F, 0x2028, 0x2029:
        out.append(ascii: "'$'")
        let digits = Array("0123456789abcdef".utf8)
        for byte in UTF8.encode(scalar)! {
          out.append(ascii: "\\x")
          out.append(digits[Int(byte >> 4)])
          out.append(digits[Int(byte & 15)])
        }
        out.append(ascii: "''")
      default: out.append(scalar)
      }
    }
    out.append(ascii: "'")
  }
}
