/// Markdown's spellings, by CommonMark 0.31 and GitHub's extensions.
///
/// Mail addresses in text are still made links by GitHub, which looks for them after all escapes are read; the text shown is the value.
enum MarkdownEncoding {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private static let special = SpecialBytes("<>&|\\`*_[]~$!#:.")

  /// Text that is no markup anywhere, in a table's cell neither. `<`, `>` and `&` are entities, so that it is safe between tags too.
  static func text(_ text: String, isStart: Bool, _ out: inout [UInt8]) {
    ProseBytes.read(text) { bytes in
      var place = 0
      if isStart {
        if bytes.first == UInt8(ascii: " ") {
          out.append(ascii: "&#32;")
          place = 1
        }
        if let sign = introduction(bytes) {
          // Before it there are blanks and digits only.
          out.append(contentsOf: bytes[place..<sign])
          out.append(ascii: "\\")
          out.append(bytes[sign])
          place = sign + 1
        }
      }
      special.spell(bytes, from: place, to: &out) { spelling(bytes, $0) }
    }
  }

  private static func spelling(_ bytes: Bytes, _ place: Int) -> SpecialBytes.Spelling {
    switch bytes[place] {
    case UInt8(ascii: "<"): .text("&lt;")
    case UInt8(ascii: ">"): .text("&gt;")
    case UInt8(ascii: "&"): .text("&amp;")
    case UInt8(ascii: "|"): .text("&#124;")
    // `![` would be an image, where the bracket is the template's; `#` would close a heading.
    case UInt8(ascii: "!"), UInt8(ascii: "#"): place == bytes.count - 1 ? .escaped : .itself
    // GitHub makes links of these by themselves.
    case UInt8(ascii: ":"): bytes[(place + 1)...].starts(with: "//".utf8) ? .escaped : .itself
    case UInt8(ascii: "."): isAfterWWW(bytes, place) ? .escaped : .itself
    default: .escaped
    }
  }

  private static func isAfterWWW(_ bytes: Bytes, _ place: Int) -> Bool {
    place >= 3 && bytes[(place - 3)..<place].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
  }

  /// The place of the sign that would make a list, heading, rule, underline or table of a line that begins so.
  private static func introduction(_ bytes: Bytes) -> Int? {
    guard let place = bytes.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return nil }
    if "#-+=:.)".utf8.contains(bytes[place]) { return place }
    guard isDigit(bytes[place]), let sign = bytes[place...].firstIndex(where: { !isDigit($0) }) else { return nil }
    return ".)".utf8.contains(bytes[sign]) ? sign : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Text in a block that began with a tag, where Markdown may be read or not: entities mean the same both ways.
  static func entities(_ text: String, _ out: inout [UInt8]) {
    ProseBytes.read(text) { bytes in
      for byte in bytes {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2C, 0x80...: out.append(byte)
        default:
          out.append(ascii: "&#")
          out += Array(String(byte).utf8)
          out.append(ascii: ";")
        }
      }
    }
  }

  /// Code in as many backticks as it takes.
  ///
  /// In a table a `|` is escaped in code too, which fails after a backslash; such a value is spelled as text. An empty one is a blank.
  static func code(_ text: String, isCell: Bool, _ out: inout [UInt8]) {
    var isAmbiguous = false
    ProseBytes.read(text) { bytes in
      isAmbiguous = isCell && zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "|") }
      if !isAmbiguous { code(bytes, isCell: isCell, &out) }
    }
    if isAmbiguous { self.text(text, isStart: false, &out) }
  }

  private static let bar = SpecialBytes("|")

  private static func code(_ bytes: Bytes, isCell: Bool, _ out: inout [UInt8]) {
    let (blank, mark) = (UInt8(ascii: " "), UInt8(ascii: "`"))
    let fence = repeatElement(mark, count: longestRun(of: mark, in: bytes) + 1)
    let ends = [bytes.first, bytes.last]
    let isPadded = bytes.contains { $0 != blank } && (ends.contains(blank) || ends.contains(mark))
    out.append(contentsOf: fence)
    if isPadded || bytes.isEmpty { out.append(blank) }
    if isCell { bar.spell(bytes, to: &out) { _ in .escaped } } else { out.append(contentsOf: bytes) }
    if isPadded { out.append(blank) }
    out.append(contentsOf: fence)
  }

  private static func longestRun(of mark: UInt8, in bytes: Bytes) -> Int {
    var (longest, run) = (0, 0)
    for byte in bytes {
      run = byte == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Part of a line in a fenced block. Three marks of a fence in a row are parted by a blank: nothing escapes them there.
  static func fence(_ text: String, _ out: inout [UInt8]) {
    ProseBytes.read(text) { bytes in
      var run = 0
      var last = UInt8(ascii: " ")
      for byte in bytes {
        run = byte == last ? run + 1 : 1
        if run == 3 && (byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")) {
          out.append(ascii: " ")
          run = 1
        }
        out.append(byte)
        last = byte
      }
    }
  }
}
