import Foundation
import Testing

/// The assertions on generated PowerShell that are about one place in a script, by their numbers in the reference on Connect Sync.
struct AssertionTests {
  private static func source(_ ending: String) throws -> ScriptSource {
    try #require(
      ScriptSource.all.first {
        $0.file.path.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
      })
  }
  private static func holds(_ source: ScriptSource, _ text: String) -> Bool {
    source.file.text.utf8.contains(Array(text.utf8), ignoringCase: false)
  }

  @Test func `26 and 27: rules are built with all thirteen parameters, and the operator of a scope condition is last`() throws {
    let library = try Self.source("lib/ConnectSync.ps1")
    for name in [
      "Name", "Identifier", "Description", "Direction", "Precedence", "PrecedenceAfter", "PrecedenceBefore", "SourceObjectType",
      "TargetObjectType", "Connector", "LinkType", "SoftDeleteExpiryInterval", "ImmutableTag",
    ] {
      let entry = try #require(CommandTable.byName["New-ADSyncRule"])
      #expect(entry.parameters.contains(name))
      #expect(
        library.file.text.split(separator: "\n").contains {
          $0.trimmingPrefix(while: { $0 == " " }).hasPrefix("\(name) ") && $0.contains(" = ")
        })
    }
    #expect(Self.holds(library, "ImmutableTag             = ''"))
    #expect(!Self.holds(library, "-EnablePasswordSync"))
    #expect(Self.holds(library, "-ArgumentList @($Attribute, $Value, $Operator)"))
  }

  @Test func `28: a rule is committed once, after it was built`() throws {
    let install = try Self.source("10-install-rules.ps1")
    let names = install.calls.map(\.name)
    #expect(names.count { $0 == "Add-ADSyncRule" } == 1)
    let built = try #require(names.lastIndex(of: "ConvertTo-ConnectRule"))
    #expect(try #require(names.firstIndex(of: "Add-ADSyncRule")) > built)
  }

  @Test func `29: only the Entra connector's identifier is literal`() throws {
    for source in ScriptSource.all where Self.holds(source, "b891884f-051e-4a83-95af-2544101c9083") {
      #expect(source.file.path.utf8.elementsEqual("lib/ConnectSync.ps1".utf8))
    }
    let library = try Self.source("lib/ConnectSync.ps1")
    #expect(Self.holds(library, "(Get-ConnectorKind -Connector $_) -eq 'AD'"))
  }

  @Test(arguments: ["10-install-rules.ps1", "20-verify-rules.ps1"])
  func `31: names and precedences are looked at before anything else about rules`(_ ending: String) throws {
    let names = try Self.source(ending).calls.map(\.name)
    let room = try #require(names.firstIndex(of: "Test-ConnectRuleRoom"))
    #expect(room < names.firstIndex(of: "Add-ADSyncRule") ?? names.count)
  }

  @Test func `32 and 34: what was installed is compared again, and verifying changes nothing`() throws {
    let install = try Self.source("10-install-rules.ps1").calls.map(\.name)
    #expect(try #require(install.lastIndex(of: "Test-ConnectRuleSet")) > (try #require(install.firstIndex(of: "Add-ADSyncRule"))))
    let verify = try Self.source("20-verify-rules.ps1").calls.map(\.name)
    #expect(verify.contains("Test-ConnectRuleSet") && CommandTable.setters.isDisjoint(with: verify))
  }

  @Test func `33: rules are installed only after a backup, and a backup without its files fails`() throws {
    let backup = try Self.source("10-back-up-sync01.ps1")
    for check in ["configuration.{0}", "'wizard'", "'rules'", "'settings'"] { #expect(Self.holds(backup, check), "\(check)") }
    #expect(
      backup.calls.contains { $0.name == "Get-ADSyncServerConfiguration" }
        && CommandTable.setters.isDisjoint(with: backup.calls.map(\.name)))
    let install = try Self.source("10-install-rules.ps1")
    let names = install.calls.map(\.name)
    let refusal = try #require(install.lexer.tokens.firstIndex { $0.kind == .variable("hasBackup") })
    let change = try #require(install.calls.first { $0.name == "Add-ADSyncRule" }).position
    #expect(refusal < change && names.contains("Read-KitState"))
  }

  /// The numbers are those of the reference on Connect Sync; 39 is about its reader.
  @Test func `Each assertion from 1 to 38 is named by a test`() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    var named = Set<Int>()
    for room in ["ArtifactTests/RuleXML", "PowerShellTests"] {
      for file in try FileManager.default.contentsOfDirectory(at: tests.appending(path: room), includingPropertiesForKeys: nil) {
        guard file.pathExtension == "swift" else { continue }
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          guard let name = line.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first, line.contains("func `")
          else { continue }
          let numbers = name.prefix { $0 != ":" }.split { !$0.isNumber }.compactMap { Int($0) }
          if name.first?.isNumber == true { named.formUnion(numbers) }
        }
      }
    }
    #expect(Set(1...38).subtracting(named).sorted() == [])
  }

  @Test func `35: rules are disabled and removed by identifier, and only after they were found to be ours`() throws {
    for ending in ["20-disable-rules-sync01.ps1", "90-remove-rules-sync01.ps1", "30-restore-rules-sync01.ps1"] {
      let source = try Self.source(ending)
      let names = source.calls.map(\.name)
      let ours = try #require(names.firstIndex(of: "Assert-ConnectRuleIsOurs"))
      for setter in ["Add-ADSyncRule", "Remove-ADSyncRule"] {
        if let change = names.firstIndex(of: setter) { #expect(ours < change) }
      }
      for call in source.calls where call.name == "Remove-ADSyncRule" { #expect(call.parameters == ["Identifier"]) }
    }
  }

  @Test func `37: pending exports are read as XML and compared with the baseline`() throws {
    let gate = try Self.source("30-check-pending-exports.ps1")
    let names = gate.calls.map(\.name)
    #expect(names.count { $0 == "Read-ConnectPending" } == 2)
    for check in ["'pending.deletes'", "'pending.unknown'", "'pending.adds'", "'pending.sampled'"] {
      #expect(Self.holds(gate, check))
    }
  }

  /// Only on the way forward are the sampled objects looked at; the whole check would be skipped without a word otherwise.
  @Test func `37: the check of pending exports knows whether it belongs to a rollback`() {
    let checks = ScriptSource.all.filter { Self.holds($0, "check-pending-exports") && Self.holds($0, "'pending.sampled'") }
    #expect(!checks.isEmpty)
    for source in checks {
      let isWayBack = source.file.path.utf8.contains(Array("rollback/".utf8), ignoringCase: false)
      #expect(Self.holds(source, "$IsWayBack = $\(isWayBack)"), "\(source.file.testDescription)")
    }
    #expect(checks.contains { Self.holds($0, "$IsWayBack = $false") } && checks.contains { Self.holds($0, "$IsWayBack = $true") })
  }

  /// A revision holds the units of the waves before it, so a wave that is jumped over would leave objects to no engine.
  @Test func `Waves are stopped in order, and a rollback is never held up by that`() {
    let stops = ScriptSource.all.filter { Self.holds($0, "$RevisionBefore = ") }
    #expect(!stops.isEmpty)
    for source in stops {
      let isWayBack = source.file.path.utf8.contains(Array("rollback/".utf8), ignoringCase: false)
      let expected = isWayBack || source.file.path.hasPrefix("waves/01-") ? 0 : source.file.path.hasPrefix("waves/02-") ? 1 : 2
      #expect(
        Self.holds(source, "$RevisionBefore = \(expected)\r\n") || Self.holds(source, "$RevisionBefore = \(expected)\n"),
        "\(source.file.testDescription)")
    }
  }

  /// The unit sets of rules, proof and evidence are those of the plan, to the byte, whatever the names hold.
  @Test func `Units come back out of the literals as they went in`() throws {
    let source = try #require(
      ScriptSource.all.first {
        $0.file.estate == "fabrikam" && $0.file.path.contains("03-") && $0.file.path.contains("install-rules")
      })
    let literals = source.lexer.tokens.compactMap { token -> String? in
      if case .literal(let value) = token.kind { value } else { nil }
    }
    #expect(literals.contains { $0.utf8.elementsEqual("OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com".utf8) })
    #expect(literals.contains { $0.unicodeScalars.contains("\u{2019}") && $0.unicodeScalars.contains("\"") })
  }

  @Test(arguments: [
    ("$a = 'x", 1), ("$a = 'it’s'", 1), ("if ($a) { 'b' ", 1), ("<# never", 1), ("$a = \"x", 1), ("@( 'a' ]", 2),
    ("$a = 'it''s'", 0),
    ("$a = 'O’’Brien' # '", 0),
  ])
  func `The lexer is no judge that accepts everything`(_ text: String, _ problems: Int) {
    #expect(PowerShellLexer(text).problems.count >= problems && (problems > 0 || PowerShellLexer(text).problems.isEmpty))
  }
}
