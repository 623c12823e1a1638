/// The Authenticode signature that `Set-AuthenticodeSignature` appends to a script, as comment lines.
///
/// Source: learn.microsoft.com, about_Signing: the signature is a block of comments at the end of the script.
enum SignatureBlock {
  /// What a signed script of a kit can be larger than the unsigned one, in bytes: signature, certificates and time stamp are a few thousand.
  static let largest = 1 << 20

  private static let begin = Array("# SIG # Begin signature block".utf8)
  private static let end = Array("# SIG # End signature block".utf8)

  /// What the script can have been before it was signed; empty when there is no proper block at its end. Signing puts a line break of its
  /// own, CR and LF, before the block; both readings are given, and a digest decides.
  static func unsigned(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.firstIndex(where: { trimmed($0).elementsEqual(begin) }), first > 0 else { return [] }
    let block = lines[first...].map(trimmed)
    // Nothing but the block may stand there, or it would hide code.
    guard block.count > 2, block[block.count - 1].elementsEqual(end), block[1..<block.count - 1].allSatisfy(isBase64) else {
      return []
    }
    let start = lines[first].startIndex
    var readings = [bytes[..<start]]
    if start >= 2, bytes[start - 2] == UInt8(ascii: "\r") { readings.append(bytes[..<(start - 2)]) }
    return readings
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  private static func isBase64(_ line: ArraySlice<UInt8>) -> Bool {
    line.count > 2 && line.starts(with: "# ".utf8)
      && line.dropFirst(2).allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
          true
        default: false
        }
      }
  }
}
