/// What may stand directly before the next scalar; several, when branches come together.
struct Before: OptionSet, Sendable, Equatable {
  let rawValue: UInt16

  /// The start of the file or of a line.
  static let lineStart = Before(rawValue: 1)
  static let blank = Before(rawValue: 2)
  /// `( ) { } ; , | & = [ ]` and the like: a new word begins after it.
  static let separator = Before(rawValue: 4)
  static let word = Before(rawValue: 8)
  /// A quotation mark that ended a text.
  static let quote = Before(rawValue: 16)
  /// The language's escape, which takes the meaning from what follows.
  static let escape = Before(rawValue: 32)
  static let dollar = Before(rawValue: 64)
  static let at = Before(rawValue: 128)
  /// A value was written.
  static let value = Before(rawValue: 256)
  static let other = Before(rawValue: 512)

  static func word(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: scalar.value >= 0x80
    }
  }
}
