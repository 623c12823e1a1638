/// Where a slot stands in PowerShell.
///
/// The rules are the tokenizer's: U+2018 to U+201B quote as `'` does and U+201C to U+201E as `"` does, a here-string ends at any of its
/// kind followed by `@` at a line's start, a backtick takes the meaning from what follows.
struct PowerShellPlace: PlaceTracker {
  private enum Mode: Equatable {
    case code(parentheses: Int)
    case single, double
    case hereHeader(double: Bool)
    case here(double: Bool)
    case lineComment, blockComment
    /// `${…}`
    case bracedName
  }

  private var modes: [Mode] = [.code(parentheses: 0)]
  private var before: Before = .lineStart
  /// The scalar before, where two make one sign; nil when it is already used up.
  private var last: Unicode.Scalar?

  private var mode: Mode { modes[modes.count - 1] }

  static func isSingleQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || ("\u{2018}"..."\u{201B}").contains(scalar) }
  static func isDoubleQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || ("\u{201C}"..."\u{201E}").contains(scalar) }

  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    let problem = step(scalar)
    last = used ? nil : scalar
    used = false
    return problem
  }

  private var used = false
  /// Dashes directly before, for `--%`.
  private var dashes = 0

  private mutating func push(_ mode: Mode) {
    modes.append(mode)
    used = true
  }

  private mutating func step(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    switch mode {
    case .code(let parentheses): return code(scalar, parentheses)
    case .single:
      if Self.isSingleQuote(scalar) { close(.quote) }
    case .double: expandable(scalar, end: Self.isDoubleQuote(scalar))
    case .hereHeader(let double):
      if scalar == "\n" {
        modes[modes.count - 1] = .here(double: double)
        before = .lineStart
      } else if scalar != " " && scalar != "\t" {
        return PlaceProblem("a here-string begins on the line after its opening quotes")
      }
    case .here(let double): hereString(scalar, double)
    case .lineComment:
      if scalar == "\n" { close(.lineStart) }
    case .blockComment:
      if scalar == ">" && last == "#" { close(.separator) }
    case .bracedName: if scalar == "}" { close(.word) }
    }
    return nil
  }

  private mutating func close(_ now: Before) {
    modes.removeLast()
    before = now
    used = true
  }

  private mutating func code(_ scalar: Unicode.Scalar, _ parentheses: Int) -> PlaceProblem? {
    if before.contains(.escape) {
      before = scalar == "\n" ? .lineStart : .other
      used = true
      return nil
    }
    let isDash = scalar == "-" || ("\u{2013}"..."\u{2015}").contains(scalar)
    if scalar == "%" && dashes == 2 {
      return PlaceProblem("after '--%' quotes mean nothing, so no value can follow", hint: "pass arguments one by one")
    }
    dashes = isDash ? dashes + 1 : 0
    let isQuote = Self.isSingleQuote(scalar) || Self.isDoubleQuote(scalar)
    let problem = isQuote && before.contains(.value) ? PlaceProblem.quoteAfter : nil
    switch scalar {
    case _ where isQuote:
      let double = Self.isDoubleQuote(scalar)
      push(before.contains(.at) ? .hereHeader(double: double) : double ? .double : .single)
      before = .other
    case "`": before = .escape
    case "#":
      if last == "<" {
        push(.blockComment)
      } else if before.isSubset(of: [.lineStart, .blank, .separator]) {
        push(.lineComment)
      } else {
        return PlaceProblem(
          "'#' directly after a word may or may not begin a comment", hint: "put a blank before it, or quote the word")
      }
      before = .other
    case "(":
      modes[modes.count - 1] = .code(parentheses: parentheses + 1)
      before = .separator
    case ")":
      before = .separator
      if parentheses > 0 {
        modes[modes.count - 1] = .code(parentheses: parentheses - 1)
      } else if modes.count > 1 {
        close(.other)
      }
    case "{" where before.contains(.dollar): push(.bracedName)
    case "{", "}", ";", ",", "|", "&", "=", "[", "]", "<", ">", "+", "!": before = .separator
    case "$": before = .dollar
    case "@": before = .at
    case "\n": before = .lineStart
    case " ", "\t": before = .blank
    default: before = Before.word(scalar) ? .word : .other
    }
    return problem
  }

  /// Inside `"…"` and `@"…"@`.
  private mutating func expandable(_ scalar: Unicode.Scalar, end: Bool) {
    if before.contains(.escape) {
      before = .other
      used = true
    } else if end {
      close(.quote)
    } else if scalar == "`" {
      before = .escape
    } else if scalar == "(" && last == "$" {
      push(.code(parentheses: 0))
      before = .separator
    } else if scalar == "{" && last == "$" {
      push(.bracedName)
    } else {
      before =
        scalar == "$" ? .dollar : scalar == "\n" ? .lineStart : scalar == " " ? .blank : Before.word(scalar) ? .word : .other
    }
  }

  private mutating func hereString(_ scalar: Unicode.Scalar, _ double: Bool) {
    let isQuote = double ? Self.isDoubleQuote(scalar) : Self.isSingleQuote(scalar)
    if before.contains(.quote) && scalar == "@" { return close(.other) }
    if before.contains(.lineStart) && isQuote {
      before = .quote
    } else if double {
      expandable(scalar, end: false)
    } else {
      before = scalar == "\n" ? .lineStart : .other
    }
  }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    switch mode {
    case .code:
      if context != nil { return .failure(.noComment) }
      if before.contains(.escape) { return .failure(.adjacent("a backtick")) }
      if before.contains(.dollar) { return .failure(.adjacent("'$'")) }
      switch kind {
      case .integer: return .success(.digits)
      case .flag: return .success(.powershellFlag)
      case .code: return .success(.code)
      case .text:
        if before.contains(.at) { return .failure(.adjacent("'@'")) }
        if before.contains(.quote) { return .failure(.adjacent("quotes")) }
        if before.contains(.value) { return .failure(.adjacent("another value")) }
        return .success(.powershellLiteral)
      }
    case .lineComment, .blockComment:
      switch (kind, context) {
      case (.integer, _): return .success(.digits)
      case (.text, .comment): return .success(.powershellComment)
      case (.flag, _): return .failure(.flag)
      default: return .failure(.inComment)
      }
    case .single where kind == .integer: return .success(.digits)
    case .double where kind == .integer && before.isDisjoint(with: [.word, .dollar, .escape, .value]): return .success(.digits)
    default: return .failure(.quoted)
    }
  }

  mutating func passSlot(_ encoder: SlotEncoder) {
    before = encoder == .digits ? [.word, .value] : .value
    last = nil
  }

  var allowsIndentation: Bool {
    switch mode {
    case .code, .lineComment, .blockComment: true
    default: false
    }
  }

  /// A comment with a value in it must be looked at as a whole when it ends: one that resembles a signature block stops the script.
  var isComment: Bool { mode == .lineComment || mode == .blockComment }

  func merged(with other: PowerShellPlace) -> PowerShellPlace? {
    guard modes == other.modes else { return nil }
    var merged = self
    merged.before.formUnion(other.before)
    if last != other.last { merged.last = nil }
    return merged
  }

  var open: String? {
    switch mode {
    case .code: modes.count > 1 ? "'$('" : nil
    case .single: "text in single quotes"
    case .double: "text in double quotes"
    case .hereHeader, .here: "a here-string"
    case .lineComment: nil
    case .blockComment: "a block comment"
    case .bracedName: "'${'"
    }
  }
}
