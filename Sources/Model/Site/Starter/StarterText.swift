/// Lines of an environment file that somebody will complete.
struct StarterText {
  private(set) var text = ""

  /// Marks what no export can say.
  static let check = "CHECK"

  mutating func line(_ indent: Int, _ content: String, note: String? = nil) {
    text += "\(String(repeating: " ", count: indent * 2))\(content)\(note.map { "  # \($0)" } ?? "")\n"
  }

  mutating func comment(_ indent: Int, _ content: String) { line(indent, "# \(Self.oneLine(content))") }

  mutating func gap() { text += "\n" }

  /// A double-quoted scalar. Characters that cannot be seen are no part of it: the input refuses them, as escapes too.
  static func quoted(_ value: String) -> String {
    var out = "\""
    for scalar in oneLine(value).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }

  /// Text of an export inside a comment: nothing in it ends the line.
  static func oneLine(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: out.append("?")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
