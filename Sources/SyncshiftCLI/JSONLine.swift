/// Small JSON for results of commands. Artifacts have a writer of their own.
enum JSONLine {
  static func text(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        out += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func array(_ values: [String]) -> String { "[\(values.map(text).joined(separator: ","))]\n" }

  /// Members in the order given; the values are JSON already.
  static func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ","))}"
  }
}
