/// The ASCII bytes that a spelling may change; what lies between them is copied in runs.
struct SpecialBytes: Sendable {
  /// Bit *n* of the first word stands for byte *n*, of the second for byte 64 + *n*.
  private let bits: (UInt64, UInt64)

  init(_ special: StaticString) {
    var bits: (UInt64, UInt64) = (0, 0)
    special.withUTF8Buffer { buffer in
      for byte in buffer {
        precondition(byte < 0x80, "a special byte is ASCII")
        if byte < 64 { bits.0 |= 1 << UInt64(byte) } else { bits.1 |= 1 << UInt64(byte - 64) }
      }
    }
    self.bits = bits
  }

  /// What stands for a special byte.
  enum Spelling {
    case itself
    /// A backslash before it.
    case escaped
    case text(StaticString)
  }

  /// Appends the bytes from `start` on.
  ///
  /// - Parameter spelling: of the special byte at a place.
  @inline(__always)
  func spell(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, to out: inout [UInt8], _ spelling: (Int) -> Spelling) {
    var copied = start
    for place in start..<bytes.count where holds(bytes[place]) {
      let spelled = spelling(place)
      if case .itself = spelled { continue }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<place]))
      if case .text(let text) = spelled {
        out.append(ascii: text)
        copied = place + 1
      } else {
        out.append(ascii: "\\")
        copied = place
      }
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
  }

  private func holds(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? bits.0 : bits.1) >> UInt64(byte & 63) & 1 == 1
  }
}
