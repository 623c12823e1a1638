import Diagnostics

/// Reads what stands between a tag's braces, word by word.
struct TagReader {
  enum Kind {
    case comment, braces, slot, include, openChoice, openEach, openSeparator, otherwise, unknown
    case close(String)
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private let start: SourcePosition
  private let file: String

  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - start: where they begin; a tag other than a comment holds no line end.
  init(_ bytes: ArraySlice<UInt8>, at start: SourcePosition, file: String) {
    self.bytes = bytes
    self.start = start
    self.file = file
    index = bytes.startIndex
  }

  /// The whole tag, for messages.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What tag it is; the reader then stands after the words that say so.
  mutating func kind() -> Kind {
    guard let first = bytes.first else { return .unknown }
    switch first {
    case UInt8(ascii: "!"): return .comment
    case UInt8(ascii: "\""): return bytes.elementsEqual("\"{{\"".utf8) ? .braces : .unknown
    case UInt8(ascii: ">"):
      index += 1
      return .include
    case UInt8(ascii: "#"):
      index += 1
      if keyword("if") { return .openChoice }
      if keyword("each") { return .openEach }
      return keyword("separator") && atEnd ? .openSeparator : .unknown
    case UInt8(ascii: "/"):
      index += 1
      guard let name = word(), atEnd else { return .unknown }
      return .close(name.text)
    default:
      if bytes.elementsEqual("else".utf8) { return .otherwise }
      return .slot
    }
  }

  var atEnd: Bool { index == bytes.endIndex }

  /// - Parameter sign: ASCII.
  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard stands(sign) else { return false }
    index += 1
    return true
  }

  /// A name: ASCII letters, digits and `_`, not a digit first.
  mutating func word() -> TemplateName? {
    guard let word = wordBytes() else { return nil }
    let name = name(word)
    skipBlanks()
    return name
  }

  /// The keyword, when it stands here as a whole word.
  mutating func keyword(_ keyword: String) -> Bool {
    var ahead = self
    guard let word = ahead.wordBytes(), bytes[word].elementsEqual(keyword.utf8) else { return false }
    ahead.skipBlanks()
    // `not` alone is a name like any other.
    if ahead.atEnd, keyword.utf8.elementsEqual("not".utf8) { return false }
    self = ahead
    return true
  }

  mutating func path() -> TemplatePath? {
    guard let first = word() else { return nil }
    var names = [first]
    while stands(".") {
      index += 1
      guard let next = word() else { return nil }
      names.append(next)
    }
    return TemplatePath(names: names)
  }

  /// The rest of the tag, as the name of a file.
  mutating func fileName() -> TemplateName? {
    skipBlanks()
    let begin = index
    index = bytes.endIndex
    return begin < index ? name(begin..<index) : nil
  }

  /// Where the name is that stands here; the reader then stands directly after it.
  private mutating func wordBytes() -> Range<Int>? {
    skipBlanks()
    let begin = index
    while index < bytes.endIndex, isNameByte(bytes[index], first: index == begin) { index += 1 }
    return begin < index ? begin..<index : nil
  }

  private func stands(_ sign: Unicode.Scalar) -> Bool { index < bytes.endIndex && bytes[index] == UInt8(ascii: sign) }

  private mutating func skipBlanks() {
    while stands(" ") || stands("\t") { index += 1 }
  }

  private func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !first
    default: false
    }
  }

  private func name(_ place: Range<Int>) -> TemplateName {
    TemplateName(
      text: String(decoding: bytes[place], as: UTF8.self),
      range: SourceRange(file: file, start: position(of: place.lowerBound), end: position(of: place.upperBound)))
  }

  private func position(of place: Int) -> SourcePosition {
    SourcePosition(line: start.line, column: start.column + bytes[..<place].count { !UTF8.isContinuation($0) })
  }
}
