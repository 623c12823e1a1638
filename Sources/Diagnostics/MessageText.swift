/// How a text from the input is spelt inside a message: in single quotes, in one line, shortened, and with every character
/// that would act on a terminal, stay invisible or look like a blank written as its code point.
package enum MessageText {
  /// Unicode scalars shown before the rest is cut off.
  package static let limit = 60

  package static func quote(_ text: String) -> String {
    var out = "'"
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit {
        out += "…"
        break
      }
      if isVisible(scalar), scalar == " " || scalar.properties.generalCategory != .spaceSeparator {
        out.unicodeScalars.append(scalar)
      } else {
        out += "<\(codePoint(scalar))>"
      }
    }
    return out + "'"
  }

  /// `U+202E`: four digits at least, upper case.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// A finished message in one line: what would act on a terminal is shown as U+FFFD, one for one.
  package static func visible(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(isVisible(scalar) ? scalar : "\u{FFFD}") }
    return String(out)
  }

  /// False for characters that move the cursor, turn the direction of text or cannot be seen.
  package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
