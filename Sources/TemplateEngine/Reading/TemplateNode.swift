import Diagnostics

/// A template, read but not yet checked against a shape.
indirect enum TemplateNode: Sendable {
  case text(String, SourceRange)
  case lineStart
  case slot(TemplatePath, context: SlotContext?, SourceRange)
  case choice(TemplatePath, negated: Bool, then: [TemplateNode], otherwise: [TemplateNode], SourceRange)
  case each(TemplatePath, item: TemplateName, body: [TemplateNode], SourceRange)
  case separator([TemplateNode], SourceRange)
  case include(TemplateName, indentation: String, SourceRange)
}

/// A name as written, and where.
struct TemplateName {
  var text: String
  var range: SourceRange
}

/// `server.name`: a name in scope and members of it.
struct TemplatePath {
  var names: [TemplateName]

  var text: String { names.map(\.text).joined(separator: ".") }
  var range: SourceRange {
    var range = names[0].range
    range.end = names[names.count - 1].range.end
    return range
  }
}
