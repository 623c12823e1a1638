import Testing

/// What the scripts call.
struct CommandTests {
  @Test(arguments: ScriptSource.all)
  func `Quotes, comments and brackets close by PowerShell's own rules`(_ source: ScriptSource) {
    #expect(source.lexer.problems == [])
    #expect(!source.calls.isEmpty)
  }

  @Test(arguments: ScriptSource.all)
  func `Every command is in the table or a function of the kit, and so is every parameter`(_ source: ScriptSource) {
    let own = ScriptSource.shared.merging(source.functions) { $1 }
    for call in source.calls {
      let place = "line \(call.line): \(call.name)"
      if let parameters = own[call.name] {
        for name in call.parameters { #expect(parameters.contains(name), "\(place) has no parameter \(name)") }
        #expect(call.positional == 0 && !call.isSplatted, "\(place) is called by position")
      } else if let entry = CommandTable.byName[call.name] {
        for name in call.parameters {
          #expect(entry.parameters.contains(name) || CommandTable.common.contains(name), "\(place) has no parameter \(name)")
        }
        #expect(call.positional == (CommandTable.takesBlock.contains(call.name) ? 1 : 0), "\(place) is called by position")
      } else {
        Issue.record("\(place) is not in commands.json")
      }
    }
  }

  @Test func `Every entry of the table is used, names its source and is there once`() {
    let used = Set(ScriptSource.all.flatMap { $0.calls.map(\.name) })
    for entry in CommandTable.entries {
      #expect(used.contains(entry.name), "\(entry.name) is not used")
      #expect(!entry.source.isEmpty && !entry.module.isEmpty)
    }
    #expect(CommandTable.setters.isSubset(of: used))
  }

  /// Aliases would be words without a dash at the place of a command.
  @Test(arguments: ScriptSource.all)
  func `No alias is called`(_ source: ScriptSource) {
    let aliases: Set<String> = [
      "cat", "cd", "cls", "copy", "curl", "del", "dir", "echo", "fl", "ft", "gc", "gci", "gcm", "gi", "gm", "gp", "gsv", "icm",
      "iex",
      "iwr", "kill", "ls", "measure", "mi", "move", "mv", "ni", "popd", "ps", "pushd", "pwd", "rd", "ren", "ri", "rm", "rni",
      "sal",
      "saps", "sasv", "select", "set", "sleep", "sls", "sort", "spsv", "sv", "tee", "type", "wget", "where",
    ]
    var last: PowerShellLexer.Token.Kind = .newLine
    for token in source.lexer.tokens where token.kind != .comment {
      if case .word(let word) = token.kind, aliases.contains(word.lowercased()) {
        let begins = last == .newLine || last == .sign("|") || last == .sign("(") || last == .sign("{") || last == .sign("=")
        // `Name = …` in a table and `.Count` are no calls.
        #expect(!begins || isKey(after: token, in: source), "line \(token.line): \(word)")
      }
      last = token.kind
    }
  }

  private func isKey(after token: PowerShellLexer.Token, in source: ScriptSource) -> Bool {
    guard let at = source.lexer.tokens.firstIndex(of: token), at + 1 < source.lexer.tokens.count else { return false }
    return source.lexer.tokens[at + 1].kind == .sign("=")
  }

  /// Values stand in single quotes only. What stands in double quotes is written by us and holds no value: line ends.
  @Test(arguments: ScriptSource.all)
  func `25: Nothing but line ends stands in double quotes`(_ source: ScriptSource) {
    for token in source.lexer.tokens {
      if case .expandable(let text) = token.kind { #expect(["`r`n", "`n"].contains(text), "line \(token.line): \(text)") }
    }
  }

  @Test(arguments: ScriptSource.all)
  func `No script has a parameter for a secret in plain text`(_ source: ScriptSource) {
    for token in source.lexer.tokens {
      if case .variable(let name) = token.kind {
        let folded = name.lowercased().utf8
        for word in ["password", "secret", "token"] {
          #expect(!folded.contains(Array(word.utf8), ignoringCase: false), "line \(token.line): \(name)")
        }
      }
    }
  }
}
