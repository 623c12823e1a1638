/// Markdown's spellings, by CommonMark 0.31 and GitHub's extensions.
///
/// Mail addresses in text are still made links by GitHub, which looks for them after all escapes are read; the text shown is the value.
enum MarkdownEncoding {
  /// Text that is no markup anywhere, in a table's cell neither. `<`, `>` and `&` are entities, so that it is safe between tags too.
  static func text(_ text: String, isStart: Bool, _ out: inout [UInt8]) {
    let scalars = Array(ProseScalars(text))
    let start = isStart ? introduction(scalars) : nil
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": out.append(ascii: "&lt;")
      case ">": out.append(ascii: "&gt;")
      case "&": out.append(ascii: "&amp;")
      case "|": out.append(ascii: "&#124;")
      case "\\", "`", "*", "_", "[", "]", "~", "$": escape(scalar, &out)
      case " " where isStart && place == 0: out.append(ascii: "&#32;")
      // `![` would be an image, where the bracket is the template's; `#` would close a heading.
      case "!" where place == scalars.count - 1, "#" where place == scalars.count - 1: escape(scalar, &out)
      // GitHub makes links of these by themselves.
      case ":" where scalars[(place + 1)...].starts(with: ["/", "/"]): escape(scalar, &out)
      case "." where isAfterWWW(scalars, place): escape(scalar, &out)
      case _ where place == start: escape(scalar, &out)
      default: out.append(scalar)
      }
    }
  }

  private static func escape(_ scalar: Unicode.Scalar, _ out: inout [UInt8]) {
    out.append(ascii: "\\")
    out.append(scalar)
  }

  private static func isAfterWWW(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    place >= 3 && scalars[(place - 3)..<place].allSatisfy { $0 == "w" || $0 == "W" }
  }

  /// The place of the sign that would make a list, heading, rule, underline or table of a line that begins so.
  private static func introduction(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let place = scalars.firstIndex(where: { $0 != " " }) else { return nil }
    switch scalars[place] {
    case "#", "-", "+", "=", ":", ".", ")": return place
    case "0"..."9":
      let sign = scalars[place...].firstIndex { !("0"..."9").contains($0) }
      return sign.flatMap { scalars[$0] == "." || scalars[$0] == ")" ? $0 : nil }
    default: return nil
    }
  }

  /// Text in a block that began with a tag, where Markdown may be read or not: entities mean the same both ways.
  static func entities(_ text: String, _ out: inout [UInt8]) {
    for scalar in ProseScalars(text) {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2C, 0x80...: out.append(scalar)
      default:
        out.append(ascii: "&#")
        out += Array(String(scalar.value).utf8)
        out.append(ascii: ";")
      }
    }
  }

  /// Code in as many backticks as it takes.
  ///
  /// In a table a `|` is escaped in code too, which fails after a backslash; such a value is spelled as text. An empty one is a blank.
  static func code(_ text: String, isCell: Bool, _ out: inout [UInt8]) {
    let scalars = Array(ProseScalars(text))
    let isAmbiguous = zip(scalars, scalars.dropFirst()).contains { $0 == "\\" && $1 == "|" }
    if isCell && isAmbiguous { return self.text(text, isStart: false, &out) }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: longestRun(of: "`", in: scalars) + 1)
    let isBlank = scalars.allSatisfy { $0 == " " }
    let isPadded = !isBlank && [" ", "`"].contains(scalars[0]) || !isBlank && [" ", "`"].contains(scalars[scalars.count - 1])
    out += fence
    if isPadded || scalars.isEmpty { out.append(ascii: " ") }
    for scalar in scalars {
      if isCell && scalar == "|" { out.append(ascii: "\\") }
      out.append(scalar)
    }
    if isPadded { out.append(ascii: " ") }
    out += fence
  }

  private static func longestRun(of mark: Unicode.Scalar, in scalars: [Unicode.Scalar]) -> Int {
    var (longest, run) = (0, 0)
    for scalar in scalars {
      run = scalar == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Part of a line in a fenced block. Three marks of a fence in a row are parted by a blank: nothing escapes them there.
  static func fence(_ text: String, _ out: inout [UInt8]) {
    var run = 0
    var last: Unicode.Scalar = " "
    for scalar in ProseScalars(text) {
      run = scalar == last ? run + 1 : 1
      if run == 3 && (scalar == "`" || scalar == "~") {
        out.append(ascii: " ")
        run = 1
      }
      out.append(scalar)
      last = scalar
    }
  }
}
