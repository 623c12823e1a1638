import Diagnostics

/// Reads JSON (RFC 8259) as far as the wizard's policy needs it.
struct PolicyParser {
  /// Why the text is no JSON, and in which line.
  struct Problem: Error {
    let message: String
    let line: Int
  }

  /// Lists and objects inside one another. The policy has six.
  static let deepest = 64

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func parse(_ bytes: [UInt8]) throws(Problem) -> PolicyValue {
    var parser = PolicyParser(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    guard String(validating: parser.bytes, as: UTF8.self) != nil else { throw Problem(message: "it is not UTF-8", line: 1) }
    let value = try parser.value(depth: 1)
    parser.skipBlanks()
    if parser.at < parser.bytes.count { throw parser.problem("something follows the end of the value") }
    return value
  }

  private func problem(_ message: String) -> Problem { Problem(message: message, line: line) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      if byte == 0x0A { line += 1 }
      at += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(Problem) -> PolicyValue {
    guard depth <= Self.deepest else { throw problem("values are nested more than \(Self.deepest) deep") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""):
      let line = line
      return .text(try text(), line: line)
    default: return try word()
    }
  }

  private mutating func object(_ depth: Int) throws(Problem) -> PolicyValue {
    at += 1
    var members: [(key: String, value: PolicyValue)] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes is expected") }
      let key = try text()
      guard take(":") else { throw problem("':' is expected behind a key") }
      members.append((key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw problem("',' or '}' is expected") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(Problem) -> PolicyValue {
    at += 1
    var elements: [PolicyValue] = []
    if take("]") { return .array(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("',' or ']' is expected") }
    return .array(elements)
  }

  /// A number, `true`, `false` or `null`, by the characters that those have.
  private mutating func word() throws(Problem) -> PolicyValue {
    let start = at
    while let byte = next, (48...57).contains(byte) || (97...122).contains(byte) || Array("+-.E".utf8).contains(byte) { at += 1 }
    guard at > start else { throw problem(next == nil ? "the file ends here" : "a value is expected") }
    return .other
  }

  private mutating func text() throws(Problem) -> String {
    at += 1
    var out: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): out += Array(try escape().utf8)
      case 0..<0x20: throw problem("a text in quotes goes over the end of its line")
      default: out.append(byte)
      }
    }
    throw problem("a text in quotes does not end")
  }

  private mutating func escape() throws(Problem) -> String {
    guard let byte = next else { throw problem("the file ends here") }
    at += 1
    switch byte {
    case UInt8(ascii: "u"): return try codePoint()
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return " "
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(byte))
    default: throw problem("an unknown escape in a text")
    }
  }

  /// Four digits, and four more for the second half of a pair; half a pair stands for nothing.
  private mutating func codePoint() throws(Problem) -> String {
    let first = try unit()
    guard first & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    else {
      return String(decoding: [first], as: UTF16.self)
    }
    at += 2
    return String(decoding: [first, try unit()], as: UTF16.self)
  }

  private mutating func unit() throws(Problem) -> UInt16 {
    guard at + 4 <= bytes.count, let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16) else {
      throw problem("four hexadecimal digits are expected")
    }
    at += 4
    return unit
  }
}
