/// Reads one JSON text, strictly: RFC 8259 without fractions, with every key once and no more than 16 levels (a manifest has
/// four, and a reader that calls itself must not be led deep).
package struct JSONReader {
  /// What stands against reading on, and where; line and column from 1, the column in bytes.
  package struct Problem: Error, Equatable {
    package var message: String
    package var line: Int
    package var column: Int

    package init(message: String, line: Int, column: Int) {
      self.message = message
      self.line = line
      self.column = column
    }
  }

  private static let deepest = 16

  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  package static func read(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    var reader = JSONReader(bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else { throw reader.problem("the text is not UTF-8") }
    let value = try reader.value(level: 1)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.problem("something follows the end of the value") }
    return value
  }

  /// - Parameter place: where, when that is not where reading stands.
  private func problem(_ message: String, at place: Int? = nil) -> Problem {
    let before = bytes[..<min(place ?? index, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Problem(message: message, line: line, column: before.count - start + 1)
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  private mutating func take(_ character: UInt8) -> Bool {
    guard next == character else { return false }
    index += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func value(level: Int) throws(Problem) -> JSONValue {
    guard level <= Self.deepest else { throw problem("more than \(Self.deepest) levels") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try members(level: level))
    case UInt8(ascii: "["): return .array(try elements(level: level))
    case UInt8(ascii: "\""): return .text(try text())
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number(try number())
    default:
      if takeWord("true") { return .boolean(true) }
      if takeWord("false") { return .boolean(false) }
      if takeWord("null") { return .null }
      throw problem(next == nil ? "the text ends where a value is needed" : "this is no value")
    }
  }

  private mutating func members(level: Int) throws(Problem) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    var keys: Set<[UInt8]> = []
    index += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes is needed") }
      let start = index
      let key = try text()
      guard keys.insert(Array(key.utf8)).inserted else { throw problem("the key is there twice", at: start) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw problem("':' is needed") }
      members.append((key, try value(level: level + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw problem("',' or '}' is needed") }
    return members
  }

  private mutating func elements(level: Int) throws(Problem) -> [JSONValue] {
    var elements: [JSONValue] = []
    index += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      elements.append(try value(level: level + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw problem("',' or ']' is needed") }
    return elements
  }

  private mutating func number() throws(Problem) -> Int {
    let start = index
    _ = take(UInt8(ascii: "-"))
    let digits = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    index = digits.endIndex
    let ends = ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next)
    guard ends, digits.first != UInt8(ascii: "0") || digits.count == 1,
      let number = Int(String(decoding: bytes[start..<index], as: UTF8.self))
    else { throw problem("this is no whole number that fits", at: start) }
    return number
  }

  private mutating func text() throws(Problem) -> String {
    var out: [UInt8] = []
    index += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): out += UTF8.encode(try escape()).map { Array($0) } ?? []
      case 0x00..<0x20: throw problem("a control character has to be written as an escape")
      default:
        out.append(byte)
        index += 1
      }
    }
    throw problem("the text ends inside quotes")
  }

  private mutating func escape() throws(Problem) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let letter = next else { throw problem("this is no escape", at: start) }
    index += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let first = unit() else { throw problem("this is no escape", at: start) }
      guard (0xD800..<0xDC00).contains(first) else {
        guard let scalar = Unicode.Scalar(first) else { throw problem("this is no escape", at: start) }
        return scalar
      }
      // The second half of a surrogate pair has to follow at once.
      guard takeWord("\\u"), let second = unit(), (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw problem("this is no escape", at: start) }
      return scalar
    default: throw problem("this is no escape", at: start)
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      value = value << 4 + UInt32(digit)
    }
    index += 4
    return value
  }
}
