/// Follows a template's own text as the language's reader would, to know where each slot stands: in code, in quotes, in a comment.
///
/// A tracker is strict rather than complete. What it cannot tell apart it refuses, with a way to write it that it can.
protocol PlaceTracker: Sendable, Equatable {
  /// - Returns: what is wrong with this scalar here, if anything.
  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem?

  /// Reads a text. It is asked of every tracker, so that each has a loop of its own: one call a scalar through the protocol takes much longer.
  ///
  /// - Returns: what is wrong, each with the number of scalars before it.
  mutating func read(_ text: String) -> [(offset: Int, problem: PlaceProblem)]

  /// How a value of a kind is spelled here.
  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem>

  /// A value was written here.
  mutating func passSlot(_ encoder: SlotEncoder)

  /// White space at a line's start changes no value here.
  var allowsIndentation: Bool { get }

  /// Both ways of coming here end in the same place; nil when they do not.
  func merged(with other: Self) -> Self?

  /// What is open: 'text in double quotes'. Nil where a template may end.
  var open: String? { get }
}

/// What a slot holds.
enum SlotKind: Sendable, Equatable { case text, integer, flag, code }

/// Why something cannot stand where it does.
struct PlaceProblem: Error, Equatable {
  var message: String
  var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  static let quoted = PlaceProblem(
    "a value is a whole literal, quotes included, and stands inside quotes here",
    hint: "end the quotes before it, or assign it to a variable and use that")
  static let noComment = PlaceProblem("'|comment' stands outside a comment here", hint: "use {{name}} for a whole literal")
  static let inComment = PlaceProblem("a value inside a comment is spelled as one", hint: "write {{name|comment}}")
  static let flag = PlaceProblem("a yes-or-no has no spelling here", hint: "write {{#if name}}…{{else}}…{{/if}}")
  static func adjacent(_ what: String) -> PlaceProblem {
    PlaceProblem(
      "a value directly after \(what) would not be a whole literal", hint: "put a blank between them, or use a variable")
  }
  static let quoteAfter = PlaceProblem(
    "quotes directly after a value would become part of it", hint: "put an operator or a blank between them")
}

extension TemplateLanguage {
  var tracker: any PlaceTracker {
    switch self {
    case .powershell: PowerShellPlace()
    case .bash: BashPlace()
    case .jq: JSONPlace(isJQ: true)
    case .json: JSONPlace(isJQ: false)
    case .markdown: MarkdownPlace()
    case .html: HTMLPlace()
    case .plain: PlainPlace()
    }
  }

  /// The language as its readers call it.
  package var displayName: String {
    switch self {
    case .powershell: "PowerShell"
    case .bash: "bash"
    case .jq: "jq"
    case .json: "JSON"
    case .markdown: "Markdown"
    case .html: "HTML"
    case .plain: "plain text"
    }
  }
}

extension PlaceTracker {
  mutating func read(_ text: String) -> [(offset: Int, problem: PlaceProblem)] {
    var problems: [(offset: Int, problem: PlaceProblem)] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      if let problem = read(scalar) { problems.append((offset, problem)) }
      offset += 1
    }
    return problems
  }

  func isSame(as other: any PlaceTracker) -> Bool { self == other as? Self }

  func merged(withAny other: any PlaceTracker) -> (any PlaceTracker)? {
    guard let other = other as? Self else { return nil }
    return merged(with: other)
  }
}
