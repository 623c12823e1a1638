/// Tells whether a PowerShell comment would be taken for the begin of a signature block, after which no code may follow.
///
/// The tokenizer compares a comment's line with `# SIG # Begin signature block`, without blanks and without regard to case, and takes it
/// for one when their Levenshtein distance is below 10. We look at every `#` of the line as a possible begin.
enum SignatureLookAlike {
  private static let signature = Array("#sig#beginsignatureblock".utf8)
  private static let tolerance = 10
  /// Long enough that a line with it cannot be within the tolerance: the lengths alone differ by more.
  static let disarming: StaticString = " (a comment, and no beginning of any signature)"

  static func matches(line: ArraySlice<UInt8>) -> Bool { line.withUnsafeBufferPointer(matches) }

  private static func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let signs = line.count { $0 > 0x20 }
    var before = 0
    for place in line.indices {
      if line[place] == UInt8(ascii: "#") || place == 0, abs(signs - before - signature.count) <= tolerance,
        distance(line[place...]) <= tolerance
      {
        return true
      }
      if line[place] > 0x20 { before += 1 }
    }
    return false
  }

  /// The distance; where it is beyond the tolerance, a number that is too.
  private static func distance(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var row = Array(0...signature.count)
    for byte in comment where byte > 0x20 {
      let byte = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      var diagonal = row[0]
      row[0] += 1
      var least = row[0]
      for column in 1...signature.count {
        let replaced = diagonal + (byte == signature[column - 1] ? 0 : 1)
        diagonal = row[column]
        row[column] = min(replaced, diagonal + 1, row[column - 1] + 1)
        least = min(least, row[column])
      }
      // What follows can only add to it.
      if least > tolerance { return least }
    }
    return row[signature.count]
  }
}
