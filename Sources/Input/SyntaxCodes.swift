import Diagnostics

// Findings about text that is not YAML. Reading stops at the first of them, since nothing after it can be trusted.
extension DiagnosticCode {
  static let blockTextHeader = DiagnosticCode(
    "block-text-header", .error,
    "After '|' or '>' the text begins on the next line, indented. Only '+', '-', a digit from 1 to 9 and a comment may stand on "
      + "the line itself. A value that merely begins with one of them needs quotes.")

  static let misplacedDash = DiagnosticCode(
    "misplaced-dash", .error,
    "A list whose items begin with '- ' starts on a line of its own, below its key. A value that merely begins with '- ' needs "
      + "quotes.")

  static let missingColon = DiagnosticCode(
    "missing-colon", .error,
    "Inside a mapping every line has a key, a colon and a blank, or continues the line above with more indentation. A key has at "
      + "most 1,024 characters and stands on one line.")

  static let missingValue = DiagnosticCode(
    "missing-value", .error, "Something else stands where a value must begin, such as a comma or a closing bracket.")

  static let reservedCharacter = DiagnosticCode(
    "reserved-character", .error,
    "YAML keeps '@', '`' and '%' for itself: no value begins with one of them unless it stands in quotes. Inside brackets and "
      + "braces '|' and '>' cannot begin a value either.")

  static let tabIndentation = DiagnosticCode(
    "tab-indentation", .error,
    "YAML indents with spaces only, since a tab has no width that everybody agrees on.")

  static let textAfterEnd = DiagnosticCode(
    "text-after-end", .error,
    "A file holds one value, usually one mapping. Text follows that does not belong to it, mostly because it is indented less "
      + "than the first line or follows a closing bracket.")

  static let textAfterQuote = DiagnosticCode(
    "text-after-quote", .error,
    "A value in quotes ends at its closing quote, and one in brackets at its closing bracket. Text after it would be lost. Inside "
      + "single quotes an apostrophe is written twice, as in 'O''Brien'.")

  static let unclosedBracket = DiagnosticCode(
    "unclosed-bracket", .error,
    "A list in '[ ]' or a mapping in '{ }' separates its parts with commas and ends with its own bracket.")

  static let unclosedQuote = DiagnosticCode(
    "unclosed-quote", .error, "A quote was opened and nothing closes it before the file ends.")

  static let unquotedColon = DiagnosticCode(
    "unquoted-colon", .error,
    "A colon followed by a blank separates a key from its value. A value that holds ': ' itself, or ends with a colon, needs "
      + "quotes.")

  static let wrongEscape = DiagnosticCode(
    "wrong-escape", .error,
    "Inside double quotes a backslash begins an escape, and only those of YAML are known (\\\\, \\\", \\n, \\t, \\u00FC and so on). "
      + "Distinguished names and Windows paths are best written in single quotes, where a backslash is a backslash.")

  static let wrongIndentation = DiagnosticCode(
    "wrong-indentation", .error,
    "Lines that belong together begin in the same column; what belongs to a line is indented deeper than it.")

  static let yamlSyntax = DiagnosticCode(
    "yaml-syntax", .error, "The text cannot be read as YAML at this place.")
}
