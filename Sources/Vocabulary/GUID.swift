import Hashing

/// A globally unique identifier: 16 bytes, compared without case or braces.
package struct GUID: Sendable, Hashable {
  private let bytes: [UInt8]

  /// 8-4-4-4-12 hexadecimal digits, with or without braces; nil for anything else.
  package init?(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "{", scalars.last == "}" { scalars = Array(scalars.dropFirst().dropLast()) }
    guard scalars.count == 36 else { return nil }
    var digits: [UInt8] = []
    for (index, scalar) in scalars.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard scalar == "-" else { return nil }
      } else {
        guard scalar.isASCII, let digit = UInt8(String(scalar), radix: 16) else { return nil }
        digits.append(digit)
      }
    }
    bytes = stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// UUID version 5 (RFC 9562, 5.5): the same namespace and name give the same identifier everywhere.
  package init(namespace: GUID, name: String) {
    var hash = Array(Digest.sha1(namespace.bytes + Array(name.utf8)).prefix(16))
    hash[6] = hash[6] & 0x0F | 0x50
    hash[8] = hash[8] & 0x3F | 0x80
    bytes = hash
  }

  /// Lower case, without braces.
  package var text: String {
    let hex = Array(Digest.hex(bytes).utf8)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }.joined(separator: "-")
  }

  /// Lower case, in braces: the form of Connect Sync's rule files.
  package var braced: String { "{\(text)}" }
}
