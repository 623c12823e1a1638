import Diagnostics

/// A character that no name, key or comment of an input may hold, and why.
///
/// What a reviewer sees must be what the scripts do; these characters are seen by nobody, or make the rest of the line look
/// like something else.
enum RefusedCharacter {
  case control, direction, invisible, damaged

  /// nil for a character that may stand. LF and tab may; so may CR as half of CRLF, which the caller looks at.
  static func kind(of scalar: Unicode.Scalar) -> RefusedCharacter? {
    switch scalar.value {
    case 0x09, 0x0A: nil
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x34E: nil  // the common case first
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: .control
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
    // Soft hyphen, joiners, fillers, invisible operators, old format controls, annotation marks, byte order mark, tags.
    case 0x00AD, 0x034F, 0x115F, 0x1160, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0,
      0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0xE0000...0xE007F:
      .invisible
    case 0xFFFD, 0xFDD0...0xFDEF: .damaged
    case let value where value & 0xFFFE == 0xFFFE: .damaged  // noncharacters
    default: nil
    }
  }

  var code: DiagnosticCode {
    switch self {
    case .control: .controlCharacter
    case .direction: .directionCharacter
    case .invisible: .invisibleCharacter
    case .damaged: .damagedCharacter
    }
  }

  /// "control character U+0007", "direction character U+202E (right-to-left override)".
  func name(of scalar: Unicode.Scalar) -> String {
    let word =
      switch self {
      case .control: "control character"
      case .direction: "direction character"
      case .invisible: "invisible character"
      case .damaged: "damaged character"
      }
    let name = scalar.properties.name.map { " (\($0.lowercased()))" } ?? ""
    return "\(word) \(MessageText.codePoint(scalar))\(name)"
  }

  func hint(for scalar: Unicode.Scalar) -> String {
    switch (self, scalar) {
    case (.control, "\r"): "end lines with LF or CRLF"
    case (.damaged, _): "write the character that was meant; a program that could not read it put this in its place"
    default: "delete the character; it may have come along when the text was copied"
    }
  }
}
