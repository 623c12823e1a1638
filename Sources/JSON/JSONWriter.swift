import Diagnostics

/// Spells a JSON value, on one line or with one member and one element a line.
struct JSONWriter {
  private let isOnOneLine: Bool
  private var bytes: [UInt8] = []

  private init(isOnOneLine: Bool) { self.isOnOneLine = isOnOneLine }

  static func write(_ value: JSONValue, isOnOneLine: Bool) -> [UInt8] {
    var writer = JSONWriter(isOnOneLine: isOnOneLine)
    writer.write(value, level: 0)
    return writer.bytes
  }

  private mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .object(let members):
      block("{", "}", members, level) { writer, member in
        JSONText.append(member.key, to: &writer.bytes)
        writer.put(writer.isOnOneLine ? ":" : ": ")
        writer.write(member.value, level: level + 1)
      }
    case .array(let elements): block("[", "]", elements, level) { $0.write($1, level: level + 1) }
    case .text(let text): JSONText.append(text, to: &bytes)
    case .number(let number): bytes += String(number).utf8
    case .boolean(let value): put(value ? "true" : "false")
    case .null: put("null")
    }
  }

  private mutating func block<Element>(
    _ open: StaticString, _ close: StaticString, _ elements: [Element], _ level: Int, _ each: (inout JSONWriter, Element) -> Void
  ) {
    put(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { put(",") }
      startLine(level + 1)
      each(&self, element)
    }
    if !elements.isEmpty { startLine(level) }
    put(close)
  }

  private mutating func startLine(_ level: Int) {
    guard !isOnOneLine else { return }
    put("\n")
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
  }

  private mutating func put(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
}
