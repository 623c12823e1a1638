import Diagnostics

/// From bytes to a text that libyaml may see: size, encoding and refused characters.
enum EncodingCheck {
  /// - Parameter hint: what to do about an encoding.
  /// - Returns: the text, and its bytes for libyaml, in which a harmless character stands for each refused one so that
  ///   reading can go on and every count of characters stays true. nil when the bytes are no text.
  static func check(
    _ file: InputFile, limits: InputLimits, into diagnostics: inout DiagnosticList, hint: String = "save the file as UTF-8"
  ) -> (text: SourceText, readable: [UInt8])? {
    let top = SourcePosition(line: 1, column: 1)
    let start = SourceRange(file: file.name, start: top, end: top)
    guard file.bytes.count <= limits.fileBytes else {
      diagnostics.report(
        .fileTooLarge, "the file has \(file.bytes.count) bytes; \(limits.fileBytes) are allowed", at: start,
        hint: "check that this is the environment file")
      return nil
    }
    if let name = foreignByteOrderMark(file.bytes) {
      diagnostics.report(.utf16Encoding, "the file is \(name), not UTF-8", at: start, hint: hint)
      return nil
    }
    let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
    let text = SourceText(name: file.name, bytes: bytes)
    let scan = CharacterScan(bytes, findingLimit: limits.problems)
    for finding in scan.findings {
      diagnostics.report(
        finding.kind.code, "\(finding.kind.name(of: finding.scalar)) is not allowed",
        at: text.range(finding.index, finding.index + 1), hint: finding.kind.hint(for: finding.scalar))
    }
    if let nul = scan.nul {
      diagnostics.report(
        .nulByte, "the file holds a NUL byte", at: text.range(nul.index, nul.index + 1),
        hint: "\(hint); NUL bytes between all letters mean that it is UTF-16")
      return nil
    }
    if let invalid = scan.invalid {
      diagnostics.report(
        .invalidUTF8, invalidMessage(bytes[invalid.byte]), at: text.range(invalid.index, invalid.index + 1),
        hint: hint)
      return nil
    }
    return (text, readable(bytes, without: scan.findings))
  }

  /// Each stand-in has as many bytes as what it stands for, so that offsets stay true as well.
  private static func readable(_ bytes: [UInt8], without findings: [CharacterScan.Finding]) -> [UInt8] {
    var out = bytes
    for finding in findings {
      let standIn: [UInt8] =
        switch finding.bytes.count {
        case 1: [UInt8(ascii: "_")]
        case 2: Array("·".utf8)
        case 3: Array("\u{FFFD}".utf8)
        default: Array("\u{10000}".utf8)
        }
      out.replaceSubrange(finding.bytes, with: standIn)
    }
    return out
  }

  private static func foreignByteOrderMark(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    return nil
  }

  private static func invalidMessage(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    // From A0 on Windows-1252, the likely culprit, has the letters of Unicode.
    let letter = byte >= 0xC0 ? " (in Windows-1252 it is '\(Unicode.Scalar(byte))')" : ""
    return "byte 0x\(digits)\(letter) is not valid UTF-8"
  }
}
