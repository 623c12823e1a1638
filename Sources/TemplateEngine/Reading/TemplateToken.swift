import Diagnostics

/// One piece of a template: text that is written as it stands, or a tag.
struct TemplateToken {
  var kind: Kind
  var range: SourceRange

  enum Kind {
    /// Lines that begin inside it have no token of their own.
    case text(String)
    /// A line that is not empty begins here; an include's indentation goes here.
    case lineStart
    /// What stands between the braces in UTF-8, blanks at both ends removed.
    case tag(ArraySlice<UInt8>, start: SourcePosition)
  }

  /// White space before a tag that stands alone on its line.
  var indentation = ""
}
