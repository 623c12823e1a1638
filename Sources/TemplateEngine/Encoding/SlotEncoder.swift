/// How a value is spelled in one kind of place.
///
/// Each spelling is safe for every text there is. Where the value must stay what it is (literals), control characters are spelled by
/// the language's own means; bash cannot hold NUL at all, so a text with NUL is our bug there (Input refuses control characters). Where the
/// value is read by people (comments, Markdown, HTML), a line break becomes a blank, and other control and direction characters U+FFFD.
package enum SlotEncoder: Sendable, Equatable, CaseIterable {
  case digits, code
  /// `true` and `false`.
  case flag
  case powershellFlag
  case powershellLiteral, powershellComment
  case bashLiteral
  /// Bash: nothing but the line's end is special.
  case comment
  case jsonLiteral, jqComment
  case htmlText, htmlAttribute, htmlComment
  case url, weblink
  case markdownText
  /// Markdown text where its own beginning could introduce a list, a heading and so on.
  case markdownStart
  /// Markdown text inside a block that began with a tag.
  case markdownEntities
  case markdownCell, markdownCode, markdownCodeCell, markdownFence
  case mermaidLabel
  case plainText

  /// - Precondition: the encoder is one for text.
  func append(_ text: String, to out: inout [UInt8]) {
    switch self {
    case .powershellLiteral: PowerShellEncoding.literal(text, &out)
    case .powershellComment: PowerShellEncoding.comment(text, &out)
    case .bashLiteral: BashEncoding.literal(text, &out)
    case .comment, .plainText: ProseBytes.read(text) { out.append(contentsOf: $0) }
    case .jsonLiteral: JSONEncoding.literal(text, &out)
    case .jqComment: JSONEncoding.comment(text, &out)
    case .htmlText: HTMLEncoding.text(text, &out)
    case .htmlAttribute: HTMLEncoding.attribute(text, &out)
    case .htmlComment: HTMLEncoding.comment(text, &out)
    case .url: LinkEncoding.relative(text, &out)
    case .weblink: LinkEncoding.web(text, &out)
    case .markdownText: MarkdownEncoding.text(text, isStart: false, &out)
    case .markdownStart: MarkdownEncoding.text(text, isStart: true, &out)
    case .markdownEntities: MarkdownEncoding.entities(text, &out)
    case .markdownCell: MarkdownEncoding.text(text, isStart: false, &out)
    case .markdownCode: MarkdownEncoding.code(text, isCell: false, &out)
    case .markdownCodeCell: MarkdownEncoding.code(text, isCell: true, &out)
    case .markdownFence: MarkdownEncoding.fence(text, &out)
    case .mermaidLabel: MermaidEncoding.label(text, &out)
    case .digits, .code, .flag, .powershellFlag: preconditionFailure("\(self) does not spell text")
    }
  }
}

extension [UInt8] {
  mutating func append(_ scalar: Unicode.Scalar) {
    // Nearly all text is ASCII, and the general way takes several times as long.
    if scalar.isASCII { append(UInt8(truncatingIfNeeded: scalar.value)) } else { append(contentsOf: UTF8.encode(scalar)!) }
  }
  mutating func append(ascii text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
