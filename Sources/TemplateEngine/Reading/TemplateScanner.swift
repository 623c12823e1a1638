import Diagnostics

/// Cuts a template's text into text and tags.
///
/// A block, else, include or comment tag that stands alone on a line takes the whole line with it: the white space before it, and the
/// line end. Slots do not.
struct TemplateScanner {
  private let source: TemplateSource
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var position = SourcePosition(line: 1, column: 1)
  private var tokens: [TemplateToken] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: TemplateSource) {
    self.source = source
    scalars = Array(source.text.unicodeScalars)
    // Two a line, since each begins with one.
    tokens.reserveCapacity(scalars.count / 16)
  }

  mutating func scan() -> [TemplateToken] {
    var text: [UInt8] = []
    var textStart = position
    func endText(_ scanner: inout TemplateScanner) {
      if !text.isEmpty { scanner.add(.text(String(decoding: text, as: UTF8.self)), from: textStart) }
      text.removeAll(keepingCapacity: true)
    }
    var atLineStart = true
    while index < scalars.count {
      if atLineStart {
        atLineStart = false
        if let tag = standaloneTag() {
          endText(&self)
          take(tag, standalone: true)
          atLineStart = true
          textStart = position
          continue
        }
        if scalars[index] != "\n" {
          endText(&self)
          add(.lineStart, from: position)
          textStart = position
        }
      }
      if opens(at: index) {
        endText(&self)
        guard let tag = tag(at: index) else {
          let start = position
          skip(2)
          diagnostics.append(
            Diagnostic(
              TemplateCatalog.tag, "'{{' is not closed by '}}' on its line", at: range(from: start),
              hint: "close the tag, or write {{\"{{\"}} for the two braces themselves"))
          textStart = position
          continue
        }
        take(tag, standalone: false)
        textStart = position
        continue
      }
      let scalar = scalars[index]
      text.append(scalar)
      skip(1)
      atLineStart = scalar == "\n"
    }
    endText(&self)
    return tokens
  }

  private struct Tag {
    var start: Int
    var body: Range<Int>
    var end: Int
  }

  private func opens(at place: Int) -> Bool {
    place + 1 < scalars.count && scalars[place] == "{" && scalars[place + 1] == "{"
  }

  /// The tag that opens at a place. A comment may span lines; every other tag closes on its own.
  private func tag(at place: Int) -> Tag? {
    if scalars[place...].starts(with: "{{\"{{\"}}".unicodeScalars) {
      return Tag(start: place, body: place + 2..<place + 6, end: place + 8)
    }
    let isComment = place + 2 < scalars.count && scalars[place + 2] == "!"
    var end = place + 2
    while end + 1 < scalars.count, isComment || scalars[end] != "\n" {
      if scalars[end] == "}", scalars[end + 1] == "}" { return Tag(start: place, body: place + 2..<end, end: end + 2) }
      if !isComment, opens(at: end) { return nil }
      end += 1
    }
    return nil
  }

  /// The tag on the line that begins here, if it is alone on it and not a slot.
  private func standaloneTag() -> Tag? {
    var place = index
    while place < scalars.count, scalars[place] == " " || scalars[place] == "\t" { place += 1 }
    guard opens(at: place), let tag = tag(at: place) else { return nil }
    let body = trimmed(tag.body)
    guard let first = body.first.map({ scalars[$0] }) else { return nil }
    guard ["#", "/", "!", ">"].contains(first) || scalars[body].elementsEqual("else".unicodeScalars) else { return nil }
    var end = tag.end
    while end < scalars.count, scalars[end] == " " || scalars[end] == "\t" { end += 1 }
    guard end == scalars.count || scalars[end] == "\n" else { return nil }
    return tag
  }

  private mutating func take(_ tag: Tag, standalone: Bool) {
    let indentation = String(String.UnicodeScalarView(scalars[index..<tag.start]))
    skip(tag.start - index)
    let start = position
    let body = trimmed(tag.body)
    skip(body.lowerBound - index)
    let bodyStart = position
    skip(tag.end - index)
    let text = String(String.UnicodeScalarView(scalars[body]))
    var token = TemplateToken(kind: .tag(text, start: bodyStart), range: range(from: start))
    guard standalone else { return tokens.append(token) }
    token.indentation = indentation
    tokens.append(token)
    while index < scalars.count {
      let isEnd = scalars[index] == "\n"
      skip(1)
      if isEnd { break }
    }
  }

  private func trimmed(_ body: Range<Int>) -> Range<Int> {
    func isBlank(_ place: Int) -> Bool { [" ", "\t", "\n"].contains(scalars[place]) }
    let start = body.first { !isBlank($0) } ?? body.upperBound
    let end = body.last { !isBlank($0) }.map { $0 + 1 } ?? start
    return start..<max(start, end)
  }

  private mutating func skip(_ count: Int) {
    for _ in 0..<count {
      if scalars[index] == "\n" {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else {
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
