import Diagnostics

/// PowerShell's spellings. Facts: the language's tokenizer (`tokenizer.cs`) and `CodeGeneration.EscapeSingleQuotedStringContent`.
enum PowerShellEncoding {
  /// `'…'` with every kind of single quote doubled. Control characters and line breaks, which the shell reads but a line end policy
  /// or an editor would change, are joined in by number: `('a' + [char]10 + 'b')`.
  static func literal(_ text: String, _ out: inout [UInt8]) {
    let start = out.count
    out.append(ascii: "'")
    let quote = UInt8(ascii: "'")
    if PlainText.append(text, unless: (quote, quote), to: &out) { return out.append(quote) }
    var isJoined = false
    for scalar in text.unicodeScalars {
      if isUnwritable(scalar) {
        isJoined = true
        out.append(ascii: "' + [char]")
        out += Array(String(scalar.value).utf8)
        out.append(ascii: " + '")
      } else {
        if PowerShellPlace.isSingleQuote(scalar) { out.append(scalar) }
        out.append(scalar)
      }
    }
    out.append(ascii: "'")
    if isJoined {
      out.insert(UInt8(ascii: "("), at: start)
      out.append(ascii: ")")
    }
  }

  private static func isUnwritable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF: true
    default: false
    }
  }

  /// Part of a comment: `#>` and `<#` are parted by a blank, also where one half is the template's, and so is what follows `#` and would be
  /// read as `#requires`. Signature-block look-alikes depend on the whole line; `SignatureLookAlike` looks at that.
  static func comment(_ text: String, _ out: inout [UInt8]) {
    let (mark, blank) = (UInt8(ascii: "#"), UInt8(ascii: " "))
    ProseBytes.read(text) { bytes in
      let isRequires = bytes.count >= 8 && zip(bytes, "requires".utf8).allSatisfy { $0 | 0x20 == $1 }
      if bytes.first == UInt8(ascii: ">") || bytes.first == mark || isRequires { out.append(blank) }
      var last = blank
      for byte in bytes {
        let isParted =
          (last == mark && (byte == UInt8(ascii: ">") || byte | 0x20 == UInt8(ascii: "r")))
          || (last == UInt8(ascii: "<") && byte == mark)
        if isParted { out.append(blank) }
        out.append(byte)
        last = byte
      }
      if last == mark || last == UInt8(ascii: "<") { out.append(blank) }
    }
  }
}
