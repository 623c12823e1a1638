/// A text as people are to read it: line breaks become blanks (CRLF one), other control and direction characters become U+FFFD.
struct ProseScalars: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    ahead = scalars.next()
  }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = ahead else { return nil }
    ahead = scalars.next()
    if scalar == "\r" && ahead == "\n" { ahead = scalars.next() }
    return Self.visible(scalar)
  }

  static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2000: scalar
    case 0x09,
      _ where isLineBreak(scalar):
      " "
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: scalar
    }
  }
}
