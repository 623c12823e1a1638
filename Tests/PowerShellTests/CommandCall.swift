/// A command in a script, and the parameters that it is called with.
struct CommandCall {
  let name: String
  let line: Int
  /// Position of the name among the tokens.
  let position: Int
  /// Names of parameters, without the dash.
  let parameters: [String]
  /// Arguments that no parameter names.
  let positional: Int
  let isSplatted: Bool

  /// Every call in a script. A word with a dash at the place where a command can stand is one.
  static func all(in tokens: [PowerShellLexer.Token]) -> [CommandCall] {
    let code = tokens.enumerated().filter { $0.element.kind != .comment }.map { $0 }
    var calls: [CommandCall] = []
    for (at, entry) in code.enumerated() {
      guard case .word(let name) = entry.element.kind, canBegin(after: at > 0 ? code[at - 1].element.kind : .newLine) else {
        continue
      }
      guard name.utf8.contains(UInt8(ascii: "-")), name.utf8.first.map({ !(0x30...0x39).contains($0) }) ?? false else { continue }
      calls.append(read(name, entry.element.line, entry.offset, code[(at + 1)...].map(\.element)))
    }
    return calls
  }

  /// The places where a statement or a pipeline begins.
  private static func canBegin(after kind: PowerShellLexer.Token.Kind) -> Bool {
    switch kind {
    case .newLine: true
    case .sign(let sign): ["(", "@(", "$(", "{", "=", "|", ";"].contains(sign)
    case .word(let word): ["return", "in", "if", "else"].contains(word)
    default: false
    }
  }

  /// Reads the arguments up to the end of the statement or of the brackets around it. What stands in brackets is one argument.
  private static func read(_ name: String, _ line: Int, _ position: Int, _ rest: [PowerShellLexer.Token]) -> CommandCall {
    var parameters: [String] = []
    var positional = 0
    var isSplatted = false
    var depth = 0
    /// Whether the next argument belongs to the parameter before it.
    var expects = false
    var isList = false
    var last: PowerShellLexer.Token.Kind = .newLine
    loop: for token in rest {
      switch token.kind {
      case .sign(let sign) where ["(", "@(", "$(", "{", "@{", "["].contains(sign):
        if depth == 0, !isMember(last) { argument(&expects, &positional, isList) }
        isList = false
        depth += 1
      case .sign(let sign) where [")", "}", "]"].contains(sign):
        if depth == 0 { break loop }
        depth -= 1
      case .newLine where depth == 0: break loop
      case .sign("|") where depth == 0, .sign(";") where depth == 0: break loop
      case .sign(",") where depth == 0: isList = true
      case .sign("@") where depth == 0: isSplatted = true
      case .dashed(let parameter) where depth == 0:
        parameters.append(parameter)
        expects = true
      case .word, .variable, .literal, .expandable:
        if depth == 0, last != .sign("."), last != .sign(":"), last != .sign("@") { argument(&expects, &positional, isList) }
        if depth == 0 { isList = false }
      default: break
      }
      last = token.kind
    }
    return CommandCall(
      name: name, line: line, position: position, parameters: parameters, positional: positional, isSplatted: isSplatted)
  }

  private static func argument(_ expects: inout Bool, _ positional: inout Int, _ isList: Bool) {
    if expects { expects = false } else if !isList { positional += 1 }
  }

  /// Whether a bracket after this token continues an argument, as in `$list[0]` or `$text.Trim()`.
  private static func isMember(_ kind: PowerShellLexer.Token.Kind) -> Bool {
    switch kind {
    case .word, .variable, .sign(")"), .sign("]"): true
    default: false
    }
  }
}
