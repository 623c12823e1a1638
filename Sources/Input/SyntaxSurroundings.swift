// What stands around the place at which libyaml gave up.
extension SyntaxErrorWording {
  func isByte(_ expected: UInt8, at index: Int) -> Bool {
    let byte = text.byte(ofScalar: index)
    return byte < text.bytes.count && text.bytes[byte] == expected
  }

  /// A tab among the blanks in front of the line of the problem, or of the line before it.
  var tabInIndentation: Int? {
    let line = text.position(ofScalar: problem).line
    for number in [line, line - 1] where number >= 1 {
      let start = text.lineStart(number)
      let blanks = text.bytes[text.byte(ofScalar: start)...].prefix(while: isBlank)
      if let tab = blanks.firstIndex(of: UInt8(ascii: "\t")) { return start + tab - blanks.startIndex }
    }
    return nil
  }
  var hasTabIndentation: Bool { tabInIndentation != nil }

  var isFlow: Bool { error.context.utf8.starts(with: "while parsing a flow".utf8) }
  var isAboutBlockText: Bool { error.context.utf8.starts(with: "while scanning a block".utf8) }

  /// The last byte in front of a place, on its line, that is no blank.
  func lastByteBefore(_ index: Int) -> UInt8? { lineBefore(index).last { !isBlank($0) } }

  func isLineStart(_ index: Int) -> Bool { lastByteBefore(index) == nil }

  /// A colon and a blank in front of a place, on its line.
  func lineHasColon(before index: Int) -> Bool {
    let line = lineBefore(index)
    return line.indices.dropLast().contains { line[$0] == UInt8(ascii: ":") && isBlank(line[$0 + 1]) }
  }

  private func lineBefore(_ index: Int) -> ArraySlice<UInt8> {
    let start = text.byte(ofScalar: text.lineStart(text.position(ofScalar: index).line))
    return text.bytes[start..<text.byte(ofScalar: index)]
  }

  /// Up to the next blank, at least one character.
  func wordLength(_ index: Int) -> Int {
    let word = text.bytes[text.byte(ofScalar: index)...].prefix { !isBlank($0) && $0 != UInt8(ascii: "\n") }
    return max(1, word.reduce(0) { isContinuation($1) ? $0 : $0 + 1 })
  }
}
