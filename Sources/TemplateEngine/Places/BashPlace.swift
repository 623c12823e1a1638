/// Where a slot stands in bash.
struct BashPlace: PlaceTracker {
  private enum Mode: Equatable {
    /// Commands; `arithmetic` inside `((…))`, where `#` and `<<` mean other things.
    case code(parentheses: Int, arithmetic: Bool)
    case single, ansi, double, comment
    /// `${…}`, whose operator decides what `'` means when it stands in double quotes.
    case expansion(quoted: Bool, operation: Unicode.Scalar?, length: Int)
    case here(HereDocument)
  }

  private struct HereDocument: Equatable {
    var delimiter: [Unicode.Scalar] = []
    var stripsTabs = false
    var line: [Unicode.Scalar] = []
  }

  private var modes: [Mode] = [.code(parentheses: 0, arithmetic: false)]
  private var before: Before = .lineStart
  private var last: Unicode.Scalar?
  private var used = false
  /// `<<` was read; its delimiter is being read.
  private var delimiter: HereDocument?
  private var delimiterQuote: Unicode.Scalar?
  /// Here-documents whose text begins on the next line.
  private var pending: [HereDocument] = []

  private var mode: Mode { modes[modes.count - 1] }

  mutating func read(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    let problem = step(scalar)
    last = used ? nil : scalar
    used = false
    return problem
  }

  private mutating func push(_ mode: Mode) {
    modes.append(mode)
    before = .other
    used = true
  }

  private mutating func close(_ now: Before) {
    modes.removeLast()
    before = now
    used = true
  }

  private mutating func step(_ scalar: Unicode.Scalar) -> PlaceProblem? {
    switch mode {
    case .single: if scalar == "'" { close(.quote) }
    case .comment:
      if scalar == "\n" {
        close(.lineStart)
        beginHereDocument()
      }
    case .here(let document): hereDocument(scalar, document)
    case .ansi:
      if takeEscaped(scalar) { return nil }
      if scalar == "'" { close(.quote) } else { note(scalar) }
    case .double:
      if takeEscaped(scalar) { return nil }
      if scalar == "\"" { close(.quote) } else { return substitution(scalar, quoted: true) }
    case .expansion(let quoted, let operation, let length): return expansion(scalar, quoted, operation, length)
    case .code(let parentheses, let arithmetic): return code(scalar, parentheses, arithmetic)
    }
    return nil
  }

  private mutating func takeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    guard before.contains(.escape) else { return false }
    before = scalar == "\n" ? .blank : .other
    used = true
    return true
  }

  private mutating func note(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\\": before = .escape
    case "$": before = .dollar
    case " ", "\t": before = .blank
    case "\n": before = .lineStart
    case "(", ")", ";", "&", "|", "<", ">": before = .separator
    default: before = Before.word(scalar) ? .word : .other
    }
  }

  /// `$(`, `${` and backticks mean the same in double quotes and outside.
  private mutating func substitution(_ scalar: Unicode.Scalar, quoted: Bool) -> PlaceProblem? {
    switch scalar {
    case "(" where last == "$":
      push(.code(parentheses: 0, arithmetic: false))
      before = .separator
    case "{" where last == "$": push(.expansion(quoted: quoted, operation: nil, length: 0))
    case "`": return PlaceProblem("a command in backticks is hard to follow", hint: "write $(…)")
    default: note(scalar)
    }
    return nil
  }

  private mutating func expansion(
    _ scalar: Unicode.Scalar, _ quoted: Bool, _ operation: Unicode.Scalar?, _ length: Int
  ) -> PlaceProblem? {
    if takeEscaped(scalar) { return nil }
    if scalar == "}" {
      close(.word)
      return nil
    }
    var operation = operation
    let isPrefix = length == 0 && (scalar == "#" || scalar == "!")
    if !isPrefix, operation == nil || operation == ":", !Before.word(scalar), !["[", "]", "@", "*", "\""].contains(scalar) {
      operation = scalar
    }
    modes[modes.count - 1] = .expansion(quoted: quoted, operation: operation, length: length + 1)
    switch scalar {
    case "'" where quoted && operation.map({ ["-", "=", "?", "+"].contains($0) }) ?? true:
      before = .other
    case "'": push(last == "$" ? .ansi : .single)
    case "\"": push(.double)
    default: return substitution(scalar, quoted: quoted)
    }
    return nil
  }

  private mutating func code(_ scalar: Unicode.Scalar, _ parentheses: Int, _ arithmetic: Bool) -> PlaceProblem? {
    if delimiter != nil { if readDelimiter(scalar) { return nil } }
    if takeEscaped(scalar) { return nil }
    switch scalar {
    case "'": push(last == "$" ? .ansi : .single)
    case "\"": push(.double)
    case "#" where !arithmetic && before.isSubset(of: [.lineStart, .blank, .separator]): push(.comment)
    case "#" where !arithmetic && !before.isDisjoint(with: [.lineStart, .blank, .separator]):
      return PlaceProblem("'#' begins a comment in one branch and not in the other", hint: "put it inside the branches")
    case "(" where last == "$": return substitution(scalar, quoted: false)
    case "(":
      // `((` and `$((`: the second parenthesis directly after the first.
      let isArithmetic = last == "(" || (parentheses == 0 && before == .separator && modes.count > 1 && last == nil)
      modes[modes.count - 1] = .code(parentheses: parentheses + 1, arithmetic: arithmetic || isArithmetic)
      before = .separator
    case ")":
      before = .separator
      if parentheses > 0 {
        modes[modes.count - 1] = .code(parentheses: parentheses - 1, arithmetic: arithmetic && parentheses > 1)
      } else if modes.count > 1 {
        close(.word)
      }
    case "<" where last == "<" && !arithmetic:
      delimiter = HereDocument()
      used = true
      before = .separator
    case "\n":
      before = .lineStart
      beginHereDocument()
    default: return substitution(scalar, quoted: false)
    }
    return nil
  }

  /// Reads the word after `<<`. False when the scalar is not part of it.
  private mutating func readDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    guard var document = delimiter else { return false }
    used = true
    if let quote = delimiterQuote {
      if scalar == quote { delimiterQuote = nil } else { document.delimiter.append(scalar) }
      delimiter = document
      return true
    }
    switch scalar {
    case "<" where document.delimiter.isEmpty:
      // `<<<` takes a word, not lines.
      delimiter = nil
      return true
    case "-" where document.delimiter.isEmpty && !document.stripsTabs: document.stripsTabs = true
    case " " where document.delimiter.isEmpty, "\t" where document.delimiter.isEmpty: break
    case "'", "\"": delimiterQuote = scalar
    case "\\": break
    case " ", "\t", "\n", ";", "&", "|", "<", ">", "(", ")":
      pending.append(document)
      delimiter = nil
      used = false
      return false
    default: document.delimiter.append(scalar)
    }
    delimiter = document
    return true
  }

  private mutating func beginHereDocument() {
    guard !pending.isEmpty else { return }
    push(.here(pending.removeFirst()))
  }

  private mutating func hereDocument(_ scalar: Unicode.Scalar, _ document: HereDocument) {
    var document = document
    guard scalar == "\n" else {
      document.line.append(scalar)
      modes[modes.count - 1] = .here(document)
      return
    }
    let line = document.stripsTabs ? Array(document.line.drop { $0 == "\t" }) : document.line
    document.line = []
    modes[modes.count - 1] = .here(document)
    if line == document.delimiter {
      close(.lineStart)
      beginHereDocument()
    }
  }

  func spelling(_ kind: SlotKind, _ context: SlotContext?) -> Result<SlotEncoder, PlaceProblem> {
    switch mode {
    case .code(_, let arithmetic):
      if context != nil { return .failure(.noComment) }
      if delimiter != nil { return .failure(PlaceProblem("a here-document's delimiter is part of the template")) }
      if before.contains(.escape) { return .failure(.adjacent("a backslash")) }
      if before.contains(.dollar) { return .failure(.adjacent("'$'")) }
      switch kind {
      case .integer: return .success(.digits)
      case .flag: return .success(.flag)
      case .code: return .success(.code)
      case .text:
        if arithmetic { return .failure(PlaceProblem("bash evaluates text inside '((…))'", hint: "use a number")) }
        return .success(.bashLiteral)
      }
    case .comment:
      switch (kind, context) {
      case (.integer, _): return .success(.digits)
      case (.text, .comment): return .success(.comment)
      case (.flag, _): return .failure(.flag)
      default: return .failure(.inComment)
      }
    case .single where kind == .integer: return .success(.digits)
    case .double where kind == .integer && before.isDisjoint(with: [.word, .dollar, .escape, .value]): return .success(.digits)
    case .expansion:
      return .failure(PlaceProblem("a value cannot stand inside '${…}'", hint: "assign it to a variable and use that"))
    case .here:
      return .failure(PlaceProblem("a value cannot stand inside a here-document", hint: "print it with printf '%s\\n' {{name}}"))
    default: return .failure(.quoted)
    }
  }

  mutating func passSlot(_ encoder: SlotEncoder) {
    before = encoder == .digits ? [.word, .value] : .value
    last = nil
  }

  var allowsIndentation: Bool {
    switch mode {
    case .code, .comment: !before.contains(.escape)
    default: false
    }
  }

  func merged(with other: BashPlace) -> BashPlace? {
    guard modes == other.modes, delimiter == other.delimiter, delimiterQuote == other.delimiterQuote, pending == other.pending
    else { return nil }
    var merged = self
    merged.before.formUnion(other.before)
    if last != other.last { merged.last = nil }
    return merged
  }

  var open: String? {
    if delimiter != nil || !pending.isEmpty { return "a here-document" }
    switch mode {
    case .code: return modes.count > 1 ? "'$('" : nil
    case .single, .ansi: return "text in single quotes"
    case .double: return "text in double quotes"
    case .comment: return nil
    case .expansion: return "'${'"
    case .here: return "a here-document"
    }
  }
}
