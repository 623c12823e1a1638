import Foundation
import Model
import Testing

/// The invariants of scope revisions, read off the generated files: every file of wave k carries revision k.
@Suite struct ScopeInvariantTests {
  /// Scripts that carry a wave's whole scope.
  private static let wholeScope = [
    "30-rules/*/10-install-rules.ps1", "30-rules/*/20-verify-rules.ps1", "40-preview/*/20-prove-rules.ps1",
  ]

  @Test(arguments: ExampleKits.names) func everyRuleFileHoldsTheUnitsOfItsConnector(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for wave in expected.waves {
      for server in expected.servers {
        let folder = "\(wave.folder)/30-rules/\(server.lowercased())/xml"
        let rules = try kit.names(in: folder).map { try RuleFile(try kit.bytes("\(folder)/\($0)")) }
        for forest in expected.environment.forests {
          guard let id = forest.connector.id(on: server)?.value.text.lowercased() else { continue }
          let units = expected.units(wave.units, ofForest: forest)
          let inbound = rules.filter { $0.isInbound && $0.connector == id }
          #expect(inbound.count == (units.isEmpty ? 0 : forest.objectTypes.count), "\(folder): rules of \(forest.name.value)")
          for rule in inbound {
            #expect(byteSet(rule.scope) == byteSet(units), "\(folder): \(rule.fields["name"] ?? "")")
            #expect(rule.scope.count == units.count, "a unit stands twice")
          }
        }
        let known = expected.environment.forests.compactMap { $0.connector.id(on: server)?.value.text.lowercased() }
        for rule in rules {
          #expect(
            !rule.scope.isEmpty && rule.scope.allSatisfy { !$0.isEmpty }, "\(folder): a rule without scope takes every object")
          #expect(!rule.isInbound || known.contains(rule.connector), "\(folder): an invented connector")
        }
      }
    }
  }

  @Test(arguments: ExampleKits.names) func everyScriptOfTheRulesHoldsTheUnitsOfItsRevision(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for wave in expected.waves {
      for server in expected.servers.map({ $0.lowercased() }) {
        for pattern in Self.wholeScope {
          let path = "\(wave.folder)/\(pattern.split(separator: "*").joined(separator: server))"
          let units = expected.unitsAmong(PowerShellLiterals.all(in: try kit.text(path)))
          #expect(byteSet(units) == byteSet(wave.units), "\(path)")
        }
      }
      let count = "\(wave.folder)/10-unit/30-count-unit.ps1"
      #expect(byteSet(expected.unitsAmong(PowerShellLiterals.all(in: try kit.text(count)))) == byteSet(wave.units), "\(count)")
    }
  }

  @Test(arguments: ExampleKits.names) func everyScopeOfADomainHoldsItsUnitsAndNoOther(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for wave in expected.waves {
      for domain in expected.domains.map(\.name) {
        let folder = "\(wave.folder)/50-scope/\(domain)"
        guard !expected.units(wave.newUnits, in: domain).isEmpty else {
          #expect(
            !kit.has(folder) && !kit.has("\(wave.folder)/60-start/\(domain)"), "wave \(wave.name) changes nothing in \(domain)")
          continue
        }
        let units = expected.units(wave.units, in: domain)
        let scope = try kit.json("\(folder)/scope.json")
        let written = try #require(scope["units"] as? [String])
        #expect(byteSet(written) == byteSet(units), "\(folder)/scope.json")
        #expect(written.count == units.count && !written.isEmpty)
        #expect(
          scope["revision"] as? Int == wave.revision && scope["wave"] as? String == wave.name
            && scope["domain"] as? String == domain)
        for path in ["10-collect-objects.ps1", "20-verify-objects.ps1"].map({ "\(wave.folder)/70-verify/\(domain)/\($0)" }) {
          #expect(byteSet(expected.unitsAmong(PowerShellLiterals.all(in: try kit.text(path)))) == byteSet(units), "\(path)")
        }
      }
    }
  }

  @Test(arguments: ExampleKits.names) func theRunbookOfAWaveListsTheSameUnits(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for wave in expected.waves {
      let text = try kit.text("\(wave.folder)/runbook.md")
      let heading = try #require(text.firstRange(of: "## The scope: revision \(wave.revision)\n"))
      let rows = text[heading.upperBound...].split(separator: "\n").drop { !$0.hasPrefix("| `") }.prefix { $0.hasPrefix("| `") }
      let units = rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
      #expect(byteSet(units) == byteSet(wave.units), "\(wave.folder)/runbook.md")
    }
  }

  @Test(arguments: ExampleKits.names) func noScopeShrinks(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for domain in expected.domains.map(\.name) {
      var last: Set<[UInt8]> = []
      for path in kit.paths.filter({ $0.hasSuffix("/50-scope/\(domain)/scope.json") }) {
        let units = Set(((try kit.json(path))["units"] as? [String] ?? []).map { Array($0.utf8) })
        #expect(units.isSuperset(of: last) && units.count > last.count, "\(path) does not hold all of the scope before it")
        last = units
      }
      let manifest = (try kit.json("manifest.json"))["units"] as? [String: [String]] ?? [:]
      #expect(last == Set((manifest[domain] ?? []).map { Array($0.utf8) }), "the manifest's units of \(domain)")
    }
  }

  @Test(arguments: ExampleKits.names) func aRollbackGoesBackToTheRevisionBeforeAndLeavesTheScopeAlone(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for wave in expected.waves {
      let folder = "\(wave.folder)/90-rollback"
      for server in expected.servers.map({ $0.lowercased() }) {
        let path = "\(folder)/30-restore-rules-\(server).ps1"
        let units = byteSet(expected.unitsAmong(PowerShellLiterals.all(in: try kit.text(path))))
        // The script may name the units of the wave, to know what it takes back; it knows of nothing later.
        #expect(Set(units).isSubset(of: Set(byteSet(wave.units))), "\(path)")
        #expect(Set(units).isSuperset(of: Set(byteSet(expected.previous(wave)?.units ?? []))), "\(path)")
      }
      #expect(!kit.names(in: folder).contains { $0.contains("scope") }, "\(folder) changes a scope; that deletes objects")
    }
  }
}
