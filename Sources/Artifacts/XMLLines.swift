/// Writes XML the way Connect Sync's export does: no declaration, two blanks a level, leaves on one line, `<name />` for nothing, LF, no newline at the end.
struct XMLLines {
  private var text = ""
  private var open: [String] = []

  init(root: String) {
    text = "<\(root)>\n"
    open = [root]
  }

  mutating func leaf(_ name: String, _ value: String) {
    indent()
    text += value.utf8.isEmpty ? "<\(name) />\n" : "<\(name)>\(Self.escape(value))</\(name)>\n"
  }

  mutating func element(_ name: String, _ content: (inout XMLLines) -> Void) {
    indent()
    text += "<\(name)>\n"
    open.append(name)
    content(&self)
    open.removeLast()
    indent()
    text += "</\(name)>\n"
  }

  mutating func finish() -> [UInt8] {
    precondition(open.count == 1, "an element is still open")
    return Array("\(text)</\(open[0])>".utf8)
  }

  private mutating func indent() { text += String(repeating: "  ", count: open.count) }

  /// `"` and `'` stay as they are in text, as in the product's files. Control characters were refused in the input.
  private static func escape(_ value: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
