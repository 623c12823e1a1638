/// How a slot asks for its value to be spelled, other than as a whole literal: `{{name|comment}}`.
package enum SlotContext: String, Sendable, Hashable, CaseIterable {
  /// An HTML attribute's value, quotes included.
  case attribute
  /// A cell of a Markdown table.
  case cell
  /// Inline code of Markdown, backticks included.
  case code
  /// Part of a comment of the file's language.
  case comment
  /// Part of a line in a fenced block of Markdown.
  case fence
  /// A label of a Mermaid diagram, quotes included.
  case mermaid
  /// A relative link, percent-encoded.
  case url
  /// A link that begins with `https://`.
  case weblink

  /// The one table of what may be asked for where.
  package static func allowed(in language: TemplateLanguage) -> [SlotContext] {
    switch language {
    case .powershell, .bash, .jq: [.comment]
    case .json, .plain: []
    case .markdown: [.cell, .code, .comment, .fence, .mermaid, .url, .weblink]
    case .html: [.attribute, .comment, .url, .weblink]
    }
  }
}
