/// Reads PowerShell by its own quote rules and makes tokens of it.
///
/// U+2018 to U+201B quote as `'` does and U+201C to U+201E as `"` does; a doubled quote of the same kind stands for itself. It knows as much of the language as
/// the kit's scripts use, and reports what is not closed.
struct PowerShellLexer {
  struct Token: Equatable {
    enum Kind: Equatable {
      case comment, newLine
      /// A literal in single quotes, with its value.
      case literal(String)
      /// A string in double quotes, with what stands between them.
      case expandable(String)
      /// `$name`, without the dollar.
      case variable(String)
      /// `-Name`, without the dash; also operators such as `-eq`.
      case dashed(String)
      /// A run of letters, digits and the like: commands, keywords, numbers, members.
      case word(String)
      /// A bracket, brace, parenthesis, `@(`, `@{`, `$(`, or any other sign.
      case sign(String)
    }
    let kind: Kind
    let line: Int
  }

  private(set) var tokens: [Token] = []
  private(set) var problems: [String] = []
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var open: [(sign: Unicode.Scalar, line: Int)] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    while index < scalars.count { step() }
    for bracket in open { problems.append("line \(bracket.line): '\(bracket.sign)' is never closed") }
  }

  private func isSingleQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || ("\u{2018}"..."\u{201B}").contains(scalar) }
  private func isDoubleQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || ("\u{201C}"..."\u{201E}").contains(scalar) }
  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "\\": true
    default: scalar.value > 0x7F && !isSingleQuote(scalar) && !isDoubleQuote(scalar)
    }
  }
  private func peek(_ ahead: Int = 1) -> Unicode.Scalar? { index + ahead < scalars.count ? scalars[index + ahead] : nil }

  private mutating func add(_ kind: Token.Kind, at line: Int) { tokens.append(Token(kind: kind, line: line)) }

  private mutating func step() {
    let scalar = scalars[index]
    let start = line
    switch scalar {
    case "\n":
      add(.newLine, at: line)
      line += 1
      index += 1
    case " ", "\t": index += 1
    case "`":
      // A line that goes on.
      if peek() == "\n" { line += 1 }
      index += 2
    case "#": comment(until: "\n")
    case "<" where peek() == "#": blockComment()
    case "$": variable()
    case "@" where peek() == "(" || peek() == "{":
      bracket(scalars[index + 1], spelled: "@\(scalars[index + 1])", length: 2)
    case "@" where peek().map({ isSingleQuote($0) || isDoubleQuote($0) }) ?? false:
      problems.append("line \(line): here-strings are not used")
      index += 2
    case "(", "{", "[": bracket(scalar, spelled: String(scalar), length: 1)
    case ")", "}", "]": close(scalar)
    case "-" where peek().map({ ("a"..."z").contains($0) || ("A"..."Z").contains($0) }) ?? false: dashed()
    default:
      if isSingleQuote(scalar) {
        literal()
      } else if isDoubleQuote(scalar) {
        expandable()
      } else if isWord(scalar) {
        word(from: index)
      } else {
        add(.sign(String(scalar)), at: start)
        index += 1
      }
    }
  }

  private mutating func comment(until end: Unicode.Scalar) {
    while index < scalars.count, scalars[index] != end { index += 1 }
    add(.comment, at: line)
  }

  private mutating func blockComment() {
    let start = line
    index += 2
    while index < scalars.count, !(scalars[index] == "#" && peek() == ">") {
      if scalars[index] == "\n" { line += 1 }
      index += 1
    }
    if index >= scalars.count { problems.append("line \(start): the comment is never closed") }
    index += 2
    add(.comment, at: start)
  }

  private mutating func variable() {
    let start = line
    if peek() == "(" { return bracket("(", spelled: "$(", length: 2) }
    if peek() == "{" {
      problems.append("line \(line): names in braces are not used")
      index += 2
      return
    }
    index += 1
    let from = index
    while index < scalars.count, isWord(scalars[index]) || scalars[index] == ":" && peek().map(isWord) ?? false { index += 1 }
    let name = String(String.UnicodeScalarView(scalars[from..<index]))
    if name.isEmpty { problems.append("line \(line): a dollar without a name") }
    add(.variable(name), at: start)
  }

  private mutating func dashed() {
    index += 1
    let from = index
    while index < scalars.count, isWord(scalars[index]) { index += 1 }
    add(.dashed(String(String.UnicodeScalarView(scalars[from..<index]))), at: line)
  }

  /// A word takes the dashes inside it, so that `Get-ADUser` is one.
  private mutating func word(from: Int) {
    while index < scalars.count, isWord(scalars[index]) || scalars[index] == "-" && peek().map(isWord) ?? false { index += 1 }
    add(.word(String(String.UnicodeScalarView(scalars[from..<index]))), at: line)
  }

  private mutating func literal() {
    let start = line
    index += 1
    var value = String.UnicodeScalarView()
    while index < scalars.count {
      if isSingleQuote(scalars[index]) {
        guard let next = peek(), isSingleQuote(next) else {
          index += 1
          return add(.literal(String(value)), at: start)
        }
        // The tokenizer keeps the second of two.
        value.append(next)
        index += 2
      } else {
        if scalars[index] == "\n" { problems.append("line \(start): a literal holds a line end") }
        value.append(scalars[index])
        index += 1
      }
    }
    problems.append("line \(start): the literal is never closed")
  }

  private mutating func expandable() {
    let start = line
    index += 1
    var value = String.UnicodeScalarView()
    while index < scalars.count, !isDoubleQuote(scalars[index]) {
      if scalars[index] == "`" {
        value.append(scalars[index])
        index += 1
      }
      guard index < scalars.count else { break }
      value.append(scalars[index])
      index += 1
    }
    if index >= scalars.count { problems.append("line \(start): the string is never closed") }
    index += 1
    add(.expandable(String(value)), at: start)
  }

  private mutating func bracket(_ sign: Unicode.Scalar, spelled: String, length: Int) {
    open.append((sign, line))
    add(.sign(spelled), at: line)
    index += length
  }

  private mutating func close(_ sign: Unicode.Scalar) {
    let partner: Unicode.Scalar = sign == ")" ? "(" : sign == "}" ? "{" : "["
    if open.last?.sign == partner {
      open.removeLast()
    } else {
      problems.append("line \(line): '\(sign)' closes nothing")
    }
    add(.sign(String(sign)), at: line)
    index += 1
  }
}
