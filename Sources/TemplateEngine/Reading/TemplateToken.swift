import Diagnostics

/// One piece of a template: text that is written as it stands, or a tag.
struct TemplateToken {
  var kind: Kind
  var range: SourceRange

  enum Kind {
    case text(String)
    /// A line that is not empty begins here; an include's indentation goes here.
    case lineStart
    /// What stands between the braces, blanks at both ends removed.
    case tag(String, start: SourcePosition)
  }

  /// White space before a tag that stands alone on its line.
  var indentation = ""
}
