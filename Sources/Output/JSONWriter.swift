/// Spells a JSON value for a reviewer: one member and one element a line, two spaces a level, empty lists as `[]`,
/// everything above ASCII as itself, a line feed at the end.
package struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  package static func write(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value, level: 0)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  private mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .object(let members):
      block("{", "}", members, level) { writer, member in
        writer.write(member.key)
        writer.put(": ")
        writer.write(member.value, level: level + 1)
      }
    case .array(let elements): block("[", "]", elements, level) { $0.write($1, level: level + 1) }
    case .text(let text): write(text)
    case .number(let number): put(String(number))
    case .boolean(let value): put(value ? "true" : "false")
    case .null: put("null")
    }
  }

  private mutating func block<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ level: Int, _ each: (inout JSONWriter, Element) -> Void
  ) {
    put(open)
    for (index, element) in elements.enumerated() {
      put(index == 0 ? "\n" : ",\n")
      indent(level + 1)
      each(&self, element)
    }
    if !elements.isEmpty {
      put("\n")
      indent(level)
    }
    put(close)
  }

  private mutating func write(_ text: String) {
    put("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case 0x00..<0x20, 0x7F: put("\\u00" + Self.hexadecimal(byte))
      default: bytes.append(byte)
      }
    }
    put("\"")
  }

  private mutating func put(_ text: String) { bytes += text.utf8 }
  private mutating func indent(_ level: Int) { bytes += repeatElement(UInt8(ascii: " "), count: 2 * level) }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
