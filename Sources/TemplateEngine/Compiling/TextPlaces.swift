import Diagnostics

extension Substring {
  /// Where the first line begins that is not empty and not the first of this text.
  var secondLine: Index? {
    var end = utf8.startIndex
    while let found = utf8[end...].firstIndex(of: UInt8(ascii: "\n")) {
      end = utf8.index(after: found)
      if end < utf8.endIndex, utf8[end] != UInt8(ascii: "\n") { return end }
    }
    return nil
  }
}

extension SourcePosition {
  /// The place after a text that begins here.
  func advanced(over text: Substring.UnicodeScalarView) -> SourcePosition {
    var place = self
    for scalar in text {
      place.column += 1
      if scalar == "\n" { place = SourcePosition(line: place.line + 1, column: 1) }
    }
    return place
  }
}
