/// The outer form of a text file in the kit.
///
/// Windows PowerShell 5.1 reads a script without a byte order mark in the old code page, and Windows reviewers expect CRLF; everything else is UTF-8 with LF.
package enum TextForm: Sendable {
  case windows
  case plain

  package init(fileName: String) {
    let ending = fileName.utf8.suffix(4)
    self = ending.elementsEqual(".ps1".utf8) || fileName.utf8.suffix(5).elementsEqual(".psm1".utf8) ? .windows : .plain
  }

  /// What the file begins with.
  var start: [UInt8] {
    switch self {
    case .windows: [0xEF, 0xBB, 0xBF]
    case .plain: []
    }
  }

  /// Text with LF line ends, with those of this form.
  func lines(_ text: some Sequence<UInt8>) -> [UInt8] {
    guard case .windows = self else { return Array(text) }
    var lines: [UInt8] = []
    for byte in text {
      if byte == UInt8(ascii: "\n") { lines.append(UInt8(ascii: "\r")) }
      lines.append(byte)
    }
    return lines
  }
}
