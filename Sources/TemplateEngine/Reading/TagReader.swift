import Diagnostics

/// Reads what stands between a tag's braces, word by word.
struct TagReader {
  enum Kind {
    case comment, braces, slot, include, openChoice, openEach, openSeparator, otherwise, unknown
    case close(String)
  }

  let text: String
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private let start: SourcePosition
  private let file: String

  /// - Parameter start: where the text begins; a tag other than a comment holds no line end.
  init(_ text: String, at start: SourcePosition, file: String) {
    self.text = text
    self.start = start
    self.file = file
    scalars = Array(text.unicodeScalars)
  }

  /// What tag it is; the reader then stands after the words that say so.
  mutating func kind() -> Kind {
    guard let first = scalars.first else { return .unknown }
    switch first {
    case "!": return .comment
    case "\"": return scalars.elementsEqual("\"{{\"".unicodeScalars) ? .braces : .unknown
    case ">":
      index = 1
      return .include
    case "#":
      index = 1
      if keyword("if") { return .openChoice }
      if keyword("each") { return .openEach }
      return keyword("separator") && atEnd ? .openSeparator : .unknown
    case "/":
      index = 1
      guard let name = word(), atEnd else { return .unknown }
      return .close(name.text)
    default:
      if scalars.elementsEqual("else".unicodeScalars) { return .otherwise }
      return .slot
    }
  }

  var atEnd: Bool { index == scalars.count }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < scalars.count, scalars[index] == scalar else { return false }
    index += 1
    return true
  }

  /// A name: ASCII letters, digits and `_`, not a digit first.
  mutating func word() -> TemplateName? {
    skipBlanks()
    let begin = index
    while index < scalars.count, isNameScalar(scalars[index], first: index == begin) { index += 1 }
    guard index > begin else { return nil }
    let name = name(from: begin)
    skipBlanks()
    return name
  }

  /// The keyword, when it stands here as a whole word.
  mutating func keyword(_ keyword: String) -> Bool {
    var ahead = self
    guard let word = ahead.word(), word.text.utf8.elementsEqual(keyword.utf8) else { return false }
    // `not` alone is a name like any other.
    if ahead.atEnd, keyword.utf8.elementsEqual("not".utf8) { return false }
    self = ahead
    return true
  }

  mutating func path() -> TemplatePath? {
    guard let first = word() else { return nil }
    var names = [first]
    while index < scalars.count, scalars[index] == "." {
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
    index = scalars.count
    return begin < index ? name(from: begin) : nil
  }

  private mutating func skipBlanks() {
    while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
  }

  private func isNameScalar(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !first
    default: false
    }
  }

  private func name(from begin: Int) -> TemplateName {
    let line = start.line
    let range = SourceRange(
      file: file, start: SourcePosition(line: line, column: start.column + begin),
      end: SourcePosition(line: line, column: start.column + index))
    return TemplateName(text: String(String.UnicodeScalarView(scalars[begin..<index])), range: range)
  }
}
