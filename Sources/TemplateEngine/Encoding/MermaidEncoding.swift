enum MermaidEncoding {
  /// `"…"`, for `id[…]`. All but letters, digits and a few plain signs become entities of Mermaid's own kind (`#34;`): quotes, `#`, `;`, what
  /// HTML or Mermaid's Markdown would take for markup, `%` of a directive, and a backslash, which may begin a line break.
  static func label(_ text: String, _ out: inout [UInt8]) {
    out.append(ascii: "\"")
    ProseBytes.read(text) { bytes in
      for byte in bytes {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: out.append(byte)
        case _ where " .,-=/+()'@".utf8.contains(byte): out.append(byte)
        default:
          out.append(ascii: "#")
          out += Array(String(byte).utf8)
          out.append(ascii: ";")
        }
      }
    }
    out.append(ascii: "\"")
  }
}
