enum LinkEncoding {
  /// Whether what a template wrote before a link's slot leaves it a link: nothing that names a scheme other than `https`.
  static func isLinkStart(_ text: some Collection<Unicode.Scalar>) -> Bool {
    !text.contains(":") || text.starts(with: "https://".unicodeScalars)
  }

  private static let secure = Array("https://".utf8)

  /// A link relative to the file it stands in, percent-encoded by RFC 3986 but for `/` between segments. It cannot name a scheme or a host:
  /// `:` is encoded, and so is a leading `/`.
  static func relative(_ text: String, _ out: inout [UInt8]) {
    for (place, byte) in text.utf8.enumerated() {
      isUnreserved(byte) || (byte == UInt8(ascii: "/") && place > 0) ? out.append(byte) : percent(byte, &out)
    }
  }

  /// A link that begins with `https://`; its reserved characters stay, but for those that Markdown or HTML would take for their own. What
  /// begins otherwise is spelled as a relative link from `./`, so that not even `<…>` around it makes a tag of it.
  static func web(_ text: String, _ out: inout [UInt8]) {
    guard text.utf8.starts(with: secure) else {
      out.append(ascii: "./")
      return relative(text, &out)
    }
    out += secure
    for byte in text.utf8.dropFirst(secure.count) {
      if byte == UInt8(ascii: "&") {
        out.append(ascii: "&amp;")
      } else {
        isUnreserved(byte) || "/?#:@;,=+%$".utf8.contains(byte) ? out.append(byte) : percent(byte, &out)
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(byte)
    }
  }

  private static func percent(_ byte: UInt8, _ out: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    out.append(UInt8(ascii: "%"))
    out.append(digits[Int(byte >> 4)])
    out.append(digits[Int(byte & 15)])
  }
}
