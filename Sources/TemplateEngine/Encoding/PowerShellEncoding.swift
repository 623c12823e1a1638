/// PowerShell's spellings. Facts: the language's tokenizer (`tokenizer.cs`) and `CodeGeneration.EscapeSingleQuotedStringContent`.
enum PowerShellEncoding {
  /// `'…'` with every kind of single quote doubled. Control characters and line breaks, which the shell reads but a line end policy
  /// or an editor would change, are joined in by number: `('a' + [char]10 + 'b')`.
  static func literal(_ text: String, _ out: inout [UInt8]) {
    let start = out.count
    out.append(ascii: "'")
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
    let lead: [Unicode.Scalar] = Array(ProseScalars(text).prefix(8))
    let isRequires = lead.count == 8 && zip(lead, "requires".unicodeScalars).allSatisfy { $0.value | 0x20 == $1.value }
    if lead.first == ">" || lead.first == "#" || isRequires { out.append(ascii: " ") }
    var last: Unicode.Scalar = " "
    for scalar in ProseScalars(text) {
      let isParted = (last == "#" && (scalar == ">" || scalar.value | 0x20 == 0x72)) || (last == "<" && scalar == "#")
      if isParted { out.append(ascii: " ") }
      out.append(scalar)
      last = scalar
    }
    if last == "#" || last == "<" { out.append(ascii: " ") }
  }
}
