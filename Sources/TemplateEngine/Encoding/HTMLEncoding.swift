enum HTMLEncoding {
  static func text(_ text: String, _ out: inout [UInt8]) {
    for scalar in ProseScalars(text) { append(scalar, &out) }
  }

  /// With its quotes.
  static func attribute(_ text: String, _ out: inout [UInt8]) {
    out.append(ascii: "\"")
    self.text(text, &out)
    out.append(ascii: "\"")
  }

  /// Without `<` and `>`, and without `--`, which XML does not allow in comments.
  static func comment(_ text: String, _ out: inout [UInt8]) {
    var last: Unicode.Scalar = "-"
    for scalar in ProseScalars(text) {
      if scalar == "-" && last == "-" { out.append(ascii: " ") }
      append(scalar, &out)
      last = scalar
    }
    if last == "-" { out.append(ascii: " ") }
  }

  private static func append(_ scalar: Unicode.Scalar, _ out: inout [UInt8]) {
    switch scalar {
    case "&": out.append(ascii: "&amp;")
    case "<": out.append(ascii: "&lt;")
    case ">": out.append(ascii: "&gt;")
    case "\"": out.append(ascii: "&quot;")
    case "'": out.append(ascii: "&#39;")
    default: out.append(scalar)
    }
  }
}
