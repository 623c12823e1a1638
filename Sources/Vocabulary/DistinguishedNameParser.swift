/// Why a text is no distinguished name. `offset` counts unicode scalars from the start of the text.
package struct DistinguishedNameError: Error, Equatable {
  package let offset: Int
  /// Completes "the distinguished name …", such as "has a component without '='".
  package let problem: String
}

/// Reads the string form of RFC 4514, section 3, with blanks around separators allowed as Active Directory allows them.
struct DistinguishedNameParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(DistinguishedNameError) -> [RelativeDistinguishedName] {
    var components: [RelativeDistinguishedName] = []
    repeat { components.append(try component()) } while take(",")
    if position < scalars.count { throw problem("has an unescaped '\(scalars[position])'; write '\\\(scalars[position])'") }
    return components
  }

  private mutating func component() throws(DistinguishedNameError) -> RelativeDistinguishedName {
    var pairs: [(type: String, value: String)] = []
    repeat {
      let type = try attributeType()
      pairs.append((type, try attributeValue()))
    } while take("+")
    return RelativeDistinguishedName(pairs: pairs)
  }

  private mutating func attributeType() throws(DistinguishedNameError) -> String {
    skipBlanks()
    let start = position
    while let scalar = peek, scalar.isASCII,
      scalar.properties.isAlphabetic || scalar == "-" || scalar == "." || ("0"..."9").contains(scalar)
    {
      position += 1
    }
    let end = position
    skipBlanks()
    guard end > start, take("=") else {
      position = start
      throw problem(
        start == scalars.count
          ? "ends where a component such as 'OU=Name' is expected"
          : "has a component that does not begin with a type and '=', such as 'OU='")
    }
    return text(scalars[start..<end])
  }

  private mutating func attributeValue() throws(DistinguishedNameError) -> String {
    skipBlanks()
    let start = position
    var bytes: [UInt8] = []
    var end = 0  // bytes up to the last one that counts: trailing unescaped blanks do not
    while let scalar = peek, scalar != ",", scalar != "+" {
      switch scalar {
      case "\\":
        position += 1
        bytes += try escaped()
        end = bytes.count
      case "\"", "<", ">", ";", "=":
        throw problem("has an unescaped '\(scalar)'; write '\\\(scalar)'")
      case "#" where position == start:
        throw problem("has a value that begins with '#'; write '\\#' (hexadecimal BER values are not accepted)")
      default:
        position += 1
        bytes += Array(String(scalar).utf8)
        if scalar != " " { end = bytes.count }
      }
    }
    guard end > 0 else {
      position = start
      throw problem("has an empty value")
    }
    guard let value = String(validating: bytes[..<end], as: UTF8.self) else {
      position = start
      throw problem("has '\\hh' escapes that are not UTF-8")
    }
    return value
  }

  /// What follows a backslash: a special character, or two hexadecimal digits that give one byte.
  private mutating func escaped() throws(DistinguishedNameError) -> [UInt8] {
    guard let scalar = peek else { throw problem("ends with a backslash") }
    if let high = scalar.hexDigit, position + 1 < scalars.count, let low = scalars[position + 1].hexDigit {
      position += 2
      return [high << 4 | low]
    }
    switch scalar {
    case ",", "+", "\"", "\\", "<", ">", ";", "=", "#", " ":
      position += 1
      return Array(String(scalar).utf8)
    default:
      throw problem("has a backslash before '\(scalar)', which needs none")
    }
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() { while peek == " " { position += 1 } }

  private func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: part)
    return String(view)
  }

  private func problem(_ text: String) -> DistinguishedNameError { DistinguishedNameError(offset: position, problem: text) }
}

extension Unicode.Scalar {
  fileprivate var hexDigit: UInt8? {
    switch self {
    case "0"..."9": UInt8(value - 48)
    case "a"..."f": UInt8(value - 87)
    case "A"..."F": UInt8(value - 55)
    default: nil
    }
  }
}
