/// The outer form of a text file in the kit.
///
/// Windows PowerShell 5.1 reads a script without a byte order mark in the old code page, and Windows reviewers expect CRLF; everything else is UTF-8 with LF.
enum TextForm {
  case windows
  case plain

  init(fileName: String) {
    let ending = fileName.utf8.suffix(4)
    self = ending.elementsEqual(".ps1".utf8) || fileName.utf8.suffix(5).elementsEqual(".psm1".utf8) ? .windows : .plain
  }

  func bytes(_ text: [UInt8]) -> [UInt8] {
    guard case .windows = self else { return text }
    var out: [UInt8] = [0xEF, 0xBB, 0xBF]
    out.reserveCapacity(text.count + text.count / 20)
    for byte in text {
      if byte == UInt8(ascii: "\n") { out.append(UInt8(ascii: "\r")) }
      out.append(byte)
    }
    return out
  }
}
