import Diagnostics

/// Cuts a template's text into text and tags.
///
/// A block, else, include or comment tag that stands alone on a line takes the whole line with it: the white space before it, and the
/// line end. Slots do not.
struct TemplateScanner {
  private let source: TemplateSource
  /// UTF-8: all that means something here is ASCII.
  private let bytes: [UInt8]
  private var index = 0
  private var position = SourcePosition(line: 1, column: 1)
  /// Where the text begins that no token holds yet.
  private var text: (index: Int, position: SourcePosition)
  private var tokens: [TemplateToken] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: TemplateSource) {
    self.source = source
    bytes = Array(source.text.utf8)
    text = (index, position)
  }

  mutating func scan() -> [TemplateToken] {
    var atLineStart = true
    while index < bytes.count {
      if atLineStart {
        atLineStart = false
        if let tag = standaloneTag() {
          endText()
          take(tag, standalone: true)
          beginText()
          atLineStart = true
          continue
        }
        // Within a text, a line start is what follows a line end.
        if bytes[index] != Self.lineEnd, index == text.index || opens(at: index) {
          endText()
          add(.lineStart, from: position)
        }
      }
      if opens(at: index) {
        endText()
        if let tag = tag(at: index) {
          take(tag, standalone: false)
        } else {
          let start = position
          skip(2)
          diagnostics.append(
            Diagnostic(
              TemplateCatalog.tag, "'{{' is not closed by '}}' on its line", at: range(from: start),
              hint: "close the tag, or write {{\"{{\"}} for the two braces themselves"))
        }
        beginText()
        continue
      }
      atLineStart = bytes[index] == Self.lineEnd
      skip(1)
    }
    endText()
    return tokens
  }

  private mutating func beginText() { text = (index, position) }

  private mutating func endText() {
    if text.index < index { add(.text(String(decoding: bytes[text.index..<index], as: UTF8.self)), from: text.position) }
    beginText()
  }

  private static let lineEnd = UInt8(ascii: "\n")
  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  private struct Tag {
    var start: Int
    var body: Range<Int>
    var end: Int
  }

  private func opens(at place: Int) -> Bool {
    bytes[place] == Self.opening && place + 1 < bytes.count && bytes[place + 1] == Self.opening
  }

  /// The tag that opens at a place. A comment may span lines; every other tag closes on its own.
  private func tag(at place: Int) -> Tag? {
    if bytes[place...].starts(with: "{{\"{{\"}}".utf8) {
      return Tag(start: place, body: place + 2..<place + 6, end: place + 8)
    }
    let isComment = place + 2 < bytes.count && bytes[place + 2] == UInt8(ascii: "!")
    var end = place + 2
    while end + 1 < bytes.count, isComment || bytes[end] != Self.lineEnd {
      if bytes[end] == Self.closing, bytes[end + 1] == Self.closing {
        return Tag(start: place, body: place + 2..<end, end: end + 2)
      }
      if !isComment, opens(at: end) { return nil }
      end += 1
    }
    return nil
  }

  /// The tag on the line that begins here, if it is alone on it and not a slot.
  private func standaloneTag() -> Tag? {
    var place = index
    while place < bytes.count, isBlank(bytes[place]) { place += 1 }
    guard place < bytes.count, opens(at: place), let tag = tag(at: place) else { return nil }
    let body = trimmed(tag.body)
    guard !body.isEmpty else { return nil }
    switch bytes[body.lowerBound] {
    case UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: ">"): break
    default: guard bytes[body].elementsEqual("else".utf8) else { return nil }
    }
    var end = tag.end
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    guard end == bytes.count || bytes[end] == Self.lineEnd else { return nil }
    return tag
  }

  private mutating func take(_ tag: Tag, standalone: Bool) {
    let indentation = String(decoding: bytes[index..<tag.start], as: UTF8.self)
    skip(tag.start - index)
    let start = position
    let body = trimmed(tag.body)
    skip(body.lowerBound - index)
    let bodyStart = position
    skip(tag.end - index)
    var token = TemplateToken(kind: .tag(bytes[body], start: bodyStart), range: range(from: start))
    guard standalone else { return tokens.append(token) }
    token.indentation = indentation
    tokens.append(token)
    while index < bytes.count {
      let isEnd = bytes[index] == Self.lineEnd
      skip(1)
      if isEnd { break }
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func trimmed(_ body: Range<Int>) -> Range<Int> {
    func isKept(_ place: Int) -> Bool { !isBlank(bytes[place]) && bytes[place] != Self.lineEnd }
    let start = body.first(where: isKept) ?? body.upperBound
    let end = body.last(where: isKept).map { $0 + 1 } ?? start
    return start..<max(start, end)
  }

  private mutating func skip(_ count: Int) {
    for _ in 0..<count {
      if bytes[index] == Self.lineEnd {
        position.line += 1
        position.column = 1
      } else if !UTF8.isContinuation(bytes[index]) {
        position.column += 1
      }
      index += 1
    }
  }

  private mutating func add(_ kind: TemplateToken.Kind, from start: SourcePosition) {
    tokens.append(TemplateToken(kind: kind, range: range(from: start)))
  }

  private func range(from start: SourcePosition) -> SourceRange {
    SourceRange(file: source.file, start: start, end: position)
  }
}
