import Diagnostics

/// A cell with the entries of a list: one a line, or with semicolons between them. A semicolon behind a backslash belongs to the entry, as in a
/// distinguished name. Blanks around an entry are not part of it.
enum ListCell {
  static func sequence(_ cell: Node.Scalar) -> Node.Sequence {
    var entries: [[UInt8]] = [[]]
    var last: UInt8 = 0
    for byte in cell.text.utf8 {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") && last != UInt8(ascii: "\\") {
        entries.append([])
      } else {
        entries[entries.count - 1].append(byte)
      }
      // Of two backslashes, the first one already takes the second one's meaning.
      last = byte == UInt8(ascii: "\\") && last == byte ? 0 : byte
    }
    let items = entries.map(trimmed).filter { !$0.isEmpty }.map { bytes -> Node in
      .scalar(Node.Scalar(text: String(decoding: bytes, as: UTF8.self), style: .plain, range: cell.range))
    }
    return Node.Sequence(items: items, range: cell.range)
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let front = bytes.drop { $0 == UInt8(ascii: " ") }
    return front.dropLast(front.reversed().prefix { $0 == UInt8(ascii: " ") }.count)
  }
}
