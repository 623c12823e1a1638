import Testing

/// What stands before a change.
struct GuardTests {
  private static let changing = ScriptSource.all.filter { source in
    !source.isLibrary && source.calls.contains { CommandTable.setters.contains($0.name) }
  }

  @Test func `Libraries change nothing`() {
    for source in ScriptSource.all where source.isLibrary {
      for call in source.calls { #expect(!CommandTable.setters.contains(call.name), "\(source.file.path) line \(call.line)") }
    }
  }

  /// -WhatIf reaches a setter only through the `if` around it.
  @Test(arguments: changing)
  func `Every setter stands inside a ShouldProcess block`(_ source: ScriptSource) {
    for call in source.calls where CommandTable.setters.contains(call.name) {
      #expect(
        blocks(around: call.position, in: source).contains { $0.contains(.word("ShouldProcess")) },
        "line \(call.line): \(call.name)")
    }
    // Signing touches nothing but the kit, and asks a hundred times for nothing.
    let impact = source.standsAlone ? "Medium" : "High"
    #expect(
      source.file.text.utf8.contains(
        Array("[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = '\(impact)')]".utf8), ignoringCase: false))
  }

  @Test(arguments: changing.filter { !$0.standsAlone })
  func `The gates are asked before the first setter, and the step is opened before the gates`(_ source: ScriptSource) {
    let names = source.calls.map(\.name)
    guard let setter = names.firstIndex(where: CommandTable.setters.contains), let gate = names.firstIndex(of: "Assert-KitGate"),
      let opening = names.firstIndex(of: "Initialize-KitStep")
    else {
      Issue.record("no gate is asked")
      return
    }
    #expect(opening < gate && gate < setter)
  }

  @Test func `30: Rules and run profiles are touched only while Connect Sync is frozen`() {
    for source in Self.changing {
      let names = source.calls.map(\.name)
      for setter in ["Add-ADSyncRule", "Invoke-ADSyncRunProfile"] {
        guard let change = names.firstIndex(of: setter) else { continue }
        let frozen = names.firstIndex(of: "Assert-ConnectFrozen")
        #expect(frozen.map { $0 < change } ?? false, "\(source.file.testDescription): \(setter)")
      }
      if let removal = names.firstIndex(of: "Remove-ADSyncRule") {
        #expect(names.firstIndex(of: "Test-ConnectIdle").map { $0 < removal } ?? false, "\(source.file.testDescription)")
      }
    }
  }

  @Test func `38: The scheduler is turned on, once, by the script that starts it and by no other`() {
    for source in ScriptSource.all {
      let values = source.calls.filter { $0.name == "Set-ADSyncScheduler" }.map { value(after: $0, in: source) }
      let starts = source.file.path.utf8.contains(Array("start-scheduler".utf8), ignoringCase: false)
      #expect(values.count { $0 == .variable("true") } == (starts ? 1 : 0), "\(source.file.testDescription)")
    }
  }

  private func value(after call: CommandCall, in source: ScriptSource) -> PowerShellLexer.Token.Kind? {
    let at = call.position + 2
    return at < source.lexer.tokens.count ? source.lexer.tokens[at].kind : nil
  }

  /// For every brace around a token: what stands between the statement's beginning and the brace.
  private func blocks(around position: Int, in source: ScriptSource) -> [[PowerShellLexer.Token.Kind]] {
    let tokens = source.lexer.tokens
    var open: [Int] = []
    for index in 0..<position {
      if tokens[index].kind == .sign("{") || tokens[index].kind == .sign("@{") { open.append(index) }
      if tokens[index].kind == .sign("}") { open.removeLast() }
    }
    return open.map { brace in
      let start = tokens[..<brace].lastIndex { $0.kind == .newLine } ?? 0
      return tokens[start..<brace].map(\.kind)
    }
  }
}
