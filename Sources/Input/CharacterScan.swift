/// One walk over the bytes of a text: is it UTF-8, and which refused characters does it hold?
struct CharacterScan {
  /// A refused character where it stands.
  struct Finding {
    var scalar: Unicode.Scalar
    var kind: RefusedCharacter
    /// Counted from the start of the text.
    var index: Int
    var bytes: Range<Int>
  }

  private(set) var findings: [Finding] = []
  /// The byte and the scalar at which the text stops being UTF-8.
  private(set) var invalid: (byte: Int, index: Int)?
  /// The first NUL byte.
  private(set) var nul: (byte: Int, index: Int)?

  /// Stops at the first byte that is not text. After `findingLimit` findings the rest is only checked for UTF-8.
  init(_ bytes: [UInt8], findingLimit: Int) {
    var index = 0
    var offset = 0
    bytes.withUnsafeBufferPointer { bytes in
      while offset < bytes.count {
        let byte = bytes[offset]
        if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09
          || byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        {
          offset += 1
          index += 1
          continue
        }
        if byte == 0 {
          nul = (offset, index)
          return
        }
        guard let (scalar, length) = Self.decode(bytes, at: offset) else {
          invalid = (offset, index)
          return
        }
        if findings.count < findingLimit, let kind = RefusedCharacter.kind(of: scalar) {
          findings.append(Finding(scalar: scalar, kind: kind, index: index, bytes: offset..<(offset + length)))
        }
        offset += length
        index += 1
      }
    }
  }

  /// One character of well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[offset]
    let length: Int
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in bytes[(offset + 1)..<(offset + length)] {
      guard isContinuation(next) else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
