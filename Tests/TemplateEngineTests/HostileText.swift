/// Texts that try to leave the place where they are written.
enum HostileText {
  /// Without control characters: what Input lets through, and the worst of it.
  static let printable: [String] =
    quotes.flatMap { quote in ["\(quote)", "\(quote)\u{301}", "a\(quote)b", "\(quote)\(quote)", "a\(quote)\u{301}; id #"] } + [
      "", " ", "  a  ", "$( id )", "$(id)", "`id`", "${IFS}", "$x", "%PATH%", "!!", "#>", "<#", "# a", "a #b", "'@", "\"@", "’@",
      "]]>", "&", "&amp;",
      "&#60;", "<b>", "</script><script>alert(1)</script>", "<!--", "-->", "--", "-", "a--", "--!>", "\\", "\\\\", "a\\", "\\n",
      "\\(id)", "\\'", "\\\"",
      "*a*", "_a_", "**a**", "[a](b)", "![a](b)", "!", "<https://a.b>", "https://a.example/x", "www.example.com", "~~a~~", "$a$",
      "| a | b |", "a|b", "a\\|b",
      "|---|", ":-:", "---", "===", "# h", "+ a", "- a", "* a", "1. a", "12) a", "1.", "> q", "    code", "```", "~~~", "``a`",
      "`", "` a `", "a``b```c",
      "requires -Version 99", "Requires", "#requires -RunAsAdministrator", "SIG # Begin signature block", "{{name}}", "{{", "}}",
      "{% x %}", "%%{init}%%",
      "style:#x;", "end", "%s%n", "a;b", "a&&b", "a>b", "~", "~root", "*", "?", "[a]", "{a,b}", "=", "-rf", "javascript:alert(1)",
      "//host/x", "/etc", "../a",
      "OU=Müller & Söhne,DC=contoso,DC=com", "OU=R\\+D\\, Labs", "OU=O’Brien's “Team”", "e\u{301}", "\u{e9}", "\u{212B}",
      "\u{C5}", "👩🏽‍💻", "👍",
      "\u{1F1E9}\u{1F1EA}", "日本語", "\u{A0}", "\u{2013}\u{2014}\u{2015}", String(repeating: "a'\"`$\\", count: 1667),
    ]

  /// What Input refuses, and encoders must bear all the same.
  static let controls: [String] = [
    "a\nb", "a\r\nb", "a\rb", "\n", "\n# h", "\t", "a\tb", "\u{B}", "\u{1B}[31m", "\u{7F}", "\u{85}", "a\u{2028}b", "a\u{2029}b",
    "\u{FEFF}a",
    "a\u{202E}b", "\u{2066}a\u{2069}", "\n'@\n", "\n```\n", "\nEOF\n", "\n#>\n", "x\nrequires -Version 9", "\n\n", "'\n'",
  ]

  static let withNUL = ["\u{0}", "a\u{0}b"]

  private static let quotes: [Character] = [
    "'", "\"", "`", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{AB}", "\u{2032}",
    "\u{FF07}",
  ]

  /// The text as people are to read it: line breaks are blanks, other control and direction characters are U+FFFD.
  static func prose(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x0A where place > 0 && scalars[place - 1] == "\r": break
      case 9...0xD, 0x85, 0x2028, 0x2029: out.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x202E, 0x2066, 0x2069, 0xFEFF: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
