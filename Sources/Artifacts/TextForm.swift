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
    let (feed, mark) = (UInt8(ascii: "\n"), [0xEF, 0xBB, 0xBF] as [UInt8])
    let size = mark.count + text.count + text.count { $0 == feed }
    return [UInt8](unsafeUninitializedCapacity: size) { out, count in
      func append(_ bytes: some Collection<UInt8>) { count = out[count...].update(fromContentsOf: bytes) }
      append(mark)
      text.withUnsafeBufferPointer { text in
        var copied = 0
        for place in text.indices where text[place] == feed {
          append(text[copied..<place])
          out[count] = UInt8(ascii: "\r")
          count += 1
          copied = place
        }
        append(text[copied...])
      }
    }
  }
}
