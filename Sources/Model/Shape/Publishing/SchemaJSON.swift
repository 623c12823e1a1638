/// A JSON value whose keys keep their order, spelt with two blanks a level.
indirect enum SchemaJSON {
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([SchemaJSON])
  case object([(key: String, value: SchemaJSON)])

  func text(indent: String = "") -> String {
    let deeper = indent + "  "
    switch self {
    case .string(let text): return Self.quote(text)
    case .number(let number): return String(number)
    case .bool(let bool): return bool ? "true" : "false"
    case .array(let items) where items.isEmpty: return "[]"
    case .array(let items):
      return "[\n" + items.map { deeper + $0.text(indent: deeper) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let entries) where entries.isEmpty: return "{}"
    case .object(let entries):
      return "{\n"
        + entries.map { "\(deeper)\(Self.quote($0.key)): \($0.value.text(indent: deeper))" }.joined(separator: ",\n")
        + "\n\(indent)}"
    }
  }

  /// RFC 8259: quote, backslash and control characters are escaped, everything else stands as it is.
  private static func quote(_ text: String) -> String {
    var out = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        out.append("\\")
        out.append(scalar)
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".unicodeScalars)
      default: out.append(scalar)
      }
    }
    out.append("\"")
    return String(out)
  }
}
