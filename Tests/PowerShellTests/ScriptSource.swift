import Testing

/// A script as the tests look at it: its tokens, the commands it calls, and the functions that it and the libraries define.
struct ScriptSource: Sendable, CustomTestStringConvertible {
  let file: RenderedScripts.File
  let lexer: PowerShellLexer
  let calls: [CommandCall]
  /// Names of functions defined in the file, each with the names of its parameters.
  let functions: [String: [String]]

  init(_ file: RenderedScripts.File) {
    self.file = file
    lexer = PowerShellLexer(file.text)
    calls = CommandCall.all(in: lexer.tokens)
    functions = Self.functions(in: lexer.tokens)
  }

  static let all = RenderedScripts.all.map(ScriptSource.init)

  /// Otherwise each start of a test case prints every byte and token.
  var testDescription: String { file.testDescription }

  /// Whether it belongs to no step and uses no library, such as the script that verifies the kit.
  var standsAlone: Bool { !file.path.utf8.contains(UInt8(ascii: "/")) }
  var isLibrary: Bool { file.path.utf8.starts(with: "lib/".utf8) }

  private static func functions(in tokens: [PowerShellLexer.Token]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    let tokens = tokens.filter { $0.kind != .comment && $0.kind != .newLine }
    for (at, token) in tokens.enumerated() where token.kind == .word("function") && at + 1 < tokens.count {
      if case .word(let name) = tokens[at + 1].kind { found[name] = parameters(tokens[(at + 2)...]) }
    }
    return found
  }

  /// The variables of the `param` block that follows: those that stand directly in its parentheses and are no default value.
  private static func parameters(_ tokens: ArraySlice<PowerShellLexer.Token>) -> [String] {
    guard let start = tokens.prefix(12).firstIndex(where: { $0.kind == .word("param") }) else { return [] }
    var names: [String] = []
    var depth = 0
    var last: PowerShellLexer.Token.Kind = .newLine
    for token in tokens[(start + 1)...] {
      if case .sign(let sign) = token.kind {
        if ["(", "@(", "$(", "{", "@{", "["].contains(sign) { depth += 1 }
        if [")", "}", "]"].contains(sign) { depth -= 1 }
        if depth == 0 { break }
      }
      if case .variable(let name) = token.kind, depth == 1, last != .sign("=") { names.append(name) }
      last = token.kind
    }
    return names
  }

  /// The functions of all libraries: what a script may call beside its own.
  static let shared: [String: [String]] = all.filter(\.isLibrary).reduce(into: [:]) { $0.merge($1.functions) { $1 } }
}
