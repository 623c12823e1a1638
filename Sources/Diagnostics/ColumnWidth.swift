/// How many columns of a terminal one character takes, so that a mark can stand below it.
///
/// Wide ranges from Unicode 15.1, EastAsianWidth (W and F), joined where nothing else lies between. Sequences that a terminal
/// may draw as one sign (flags, families) are counted one by one; terminals differ there.
enum ColumnWidth {
  static func of(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1160...0x11FF: return 0  // vowels and finals that join the Hangul letter before them
    case 0x1F1E6...0x1F1FF: return 1  // half a flag
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
