enum MermaidEncoding {
  /// `"…"`, for `id[…]`. All but letters, digits and a few plain signs become entities of Mermaid's own kind (`#34;`): quotes, `#`, `;`, what
  /// HTML or Mermaid's Markdown would take for markup, `%` of a directive, and a backslash, which may begin a line break.
  static func label(_ text: String, _ out: inout [UInt8]) {
    out.append(ascii: "\"")
    for scalar in ProseScalars(text) {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: out.append(scalar)
      case _ where " .,-=/+()'@".unicodeScalars.contains(scalar): out.append(scalar)
      default:
        out.append(ascii: "#")
        out += Array(String(scalar.value).utf8)
        out.append(ascii: ";")
      }
    }
    out.append(ascii: "\"")
  }
}
