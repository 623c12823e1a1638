enum JSONEncoding {
  /// `"…"` by RFC 8259. In jq the same: `\(` cannot arise, since a backslash is doubled.
  static func literal(_ text: String, _ out: inout [UInt8]) {
    out.append(ascii: "\"")
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out.append(ascii: "\\\"")
      case 0x5C: out.append(ascii: "\\\\")
      case 0x0A: out.append(ascii: "\\n")
      case 0x0D: out.append(ascii: "\\r")
      case 0x09: out.append(ascii: "\\t")
      case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF:
        out.append(ascii: "\\u")
        let digits = Array("0123456789abcdef".utf8)
        for shift in [12, 8, 4, 0] { out.append(digits[Int(scalar.value >> shift) & 15]) }
      default: out.append(scalar)
      }
    }
    out.append(ascii: "\"")
  }

  /// Since jq 1.7.1 a backslash before the line end continues a comment, so a comment of ours holds none.
  static func comment(_ text: String, _ out: inout [UInt8]) {
    for scalar in ProseScalars(text) { out.append(scalar == "\\" ? "/" : scalar) }
  }
}
