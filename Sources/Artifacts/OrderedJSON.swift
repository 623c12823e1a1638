/// A JSON value whose members keep the order they are written in, since reviewers compare files line by line.
package indirect enum OrderedJSON: Sendable {
  case text(String)
  case integer(Int)
  case flag(Bool)
  case null
  case list([OrderedJSON])
  case object([(name: String, value: OrderedJSON)])

  static func optional(_ text: String?) -> OrderedJSON { text.map(OrderedJSON.text) ?? .null }

  /// UTF-8 text with a line feed at its end, two spaces a level. Empty lists and objects stay on one line.
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out, depth: 0)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private func write(to out: inout [UInt8], depth: Int) {
    switch self {
    case .text(let text): Self.write(text, to: &out)
    case .integer(let number): out += Array("\(number)".utf8)
    case .flag(let flag): out += Array((flag ? "true" : "false").utf8)
    case .null: out += Array("null".utf8)
    case .list(let items):
      Self.write(items, between: "[", "]", to: &out, depth: depth) { item, out in item.write(to: &out, depth: depth + 1) }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &out, depth: depth) { member, out in
        Self.write(member.name, to: &out)
        out += Array(": ".utf8)
        member.value.write(to: &out, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: String, _ close: String, to out: inout [UInt8], depth: Int, each: (Item, inout [UInt8]) -> Void
  ) {
    out += Array(open.utf8)
    for (index, item) in items.enumerated() {
      out += Array((index == 0 ? "\n" : ",\n").utf8) + Array(repeating: UInt8(ascii: " "), count: 2 * (depth + 1))
      each(item, &out)
    }
    if !items.isEmpty { out += [UInt8(ascii: "\n")] + Array(repeating: UInt8(ascii: " "), count: 2 * depth) }
    out += Array(close.utf8)
  }

  /// Escapes what RFC 8259 asks for; everything else stands as it is.
  private static func write(_ text: String, to out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 0x0A: out += Array("\\n".utf8)
      case 0x0D: out += Array("\\r".utf8)
      case 0x09: out += Array("\\t".utf8)
      case 0..<0x20: out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
