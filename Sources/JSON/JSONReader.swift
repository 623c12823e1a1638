/// Reads one JSON text, strictly: RFC 8259 with every key once and no more than 16 levels (a manifest has four, and a reader that calls itself
/// must not be led deep).
package struct JSONReader {
  /// What stands against reading on, and where; line and column from 1, the column in unicode scalars.
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
  /// Whether a number that is not whole, or does not fit, ends reading.
  private let needsWholeNumbers: Bool
  /// How many more values may come.
  private var rest: Int

  private init(_ bytes: [UInt8], needsWholeNumbers: Bool, mostValues: Int) {
    self.bytes = bytes
    self.needsWholeNumbers = needsWholeNumbers
    rest = mostValues
  }

  /// A text of this program's own; its numbers are whole.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    try node(bytes, needsWholeNumbers: true, mostValues: .max).value
  }

  /// The value with the places of all its parts.
  ///
  /// - Parameter mostValues: bounds the memory; a value of four bytes takes about a hundred.
  static func node(_ bytes: [UInt8], needsWholeNumbers: Bool, mostValues: Int) throws(Problem) -> JSONNode {
    var reader = JSONReader(bytes, needsWholeNumbers: needsWholeNumbers, mostValues: mostValues)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw reader.problem("the text is not UTF-8", at: firstDamage(bytes))
    }
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
    return Problem(message: message, line: line, column: before[start...].count { !JSONPlaces.isContinuation($0) } + 1)
  }

  /// Where the first bytes stand that are no UTF-8.
  private static func firstDamage(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var index = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { index += UTF8.width(scalar) }
    return index
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
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

  private mutating func value(level: Int) throws(Problem) -> JSONNode {
    skipSpace()
    guard level <= Self.deepest else { throw problem("more than \(Self.deepest) levels") }
    guard rest > 0 else { throw problem("more values than one text may have") }
    rest -= 1
    let start = index
    let content = try content(level: level)
    return JSONNode(content: content, bytes: start..<index)
  }

  private mutating func content(level: Int) throws(Problem) -> JSONNode.Content {
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

  private mutating func members(level: Int) throws(Problem) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    var keys: Set<[UInt8]> = []
    index += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes is needed") }
      let start = index
      let key = try text()
      let keyBytes = start..<index
      guard keys.insert(Array(key.utf8)).inserted else { throw problem("the key is there twice", at: start) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw problem("':' is needed") }
      members.append(JSONNode.Member(key: key, keyBytes: keyBytes, value: try value(level: level + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw problem("',' or '}' is needed") }
    return members
  }

  private mutating func elements(level: Int) throws(Problem) -> [JSONNode] {
    var elements: [JSONNode] = []
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

  /// Nil for a number that is not whole or does not fit, where such numbers are read.
  private mutating func number() throws(Problem) -> Int? {
    let start = index
    func wrong(_ reader: JSONReader) -> Problem { reader.problem("this is no whole number that fits", at: start) }
    _ = take(UInt8(ascii: "-"))
    let first = next
    let digits = takeDigits()
    guard digits == 1 || (digits > 1 && first != UInt8(ascii: "0")) else { throw wrong(self) }
    let whole = Int(String(decoding: bytes[start..<index], as: UTF8.self))
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard takeDigits() > 0 else { throw wrong(self) }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard takeDigits() > 0 else { throw wrong(self) }
    }
    if isWhole, let whole { return whole }
    if needsWholeNumbers { throw wrong(self) }
    return nil
  }

  /// How many there are.
  private mutating func takeDigits() -> Int {
    let start = index
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index - start
  }

  private mutating func text() throws(Problem) -> String {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
    // Nearly every text has no escape.
    var out = bytes[start..<index]
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
