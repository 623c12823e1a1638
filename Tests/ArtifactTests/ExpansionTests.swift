import Foundation
import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@testable import Artifacts

/// Rules, Graph scope, scripts, runbook and summary of one kit hold the same containers, read off the files.
@Suite struct ExpansionTests {
  private static let names = ["OU=Pilot", "OU=R\\+D\\, ‘Labs’,OU=Pilot", "OU=P2,OU=Pilot", "OU=Out,OU=Pilot", "OU=Staff"]
  private static let staff = ["OU=P2,OU=Staff", "OU=C,OU=Staff", "OU=X,OU=Staff", "OU=In,OU=X,OU=Staff"]

  private struct Kit {
    let plan: MigrationPlan
    let files: [Artifact]

    init() throws {
      plan = try SampleEstate.plan(
        SampleEstate.withoutTestObjects(
          SampleEstate.contoso(
            pilot: ["OU=Pilot"], include: ["OU=In,OU=X,OU=Staff"], exclude: ["OU=Out,OU=Pilot", "OU=X,OU=Staff"])),
        SampleTree(ExpansionTests.names + ExpansionTests.staff))
      files = ArtifactCatalog.artifacts(for: plan, try KitTemplates())
    }

    func text(_ path: String) throws -> String {
      String(decoding: try #require(files.first { $0.path == path }, "\(path)").bytes, as: UTF8.self)
    }
  }

  private static let kit = Result { try Kit() }

  private static let waves: [(folder: String, units: [String], parents: [String])] = [
    ("waves/01-pilot", ["OU=R\\+D\\, ‘Labs’,OU=Pilot", "OU=P2,OU=Pilot"], ["OU=Pilot"]),
    (
      "waves/02-staff",
      ["OU=R\\+D\\, ‘Labs’,OU=Pilot", "OU=P2,OU=Pilot", "OU=P2,OU=Staff", "OU=C,OU=Staff", "OU=In,OU=X,OU=Staff"],
      ["OU=Pilot", "OU=Staff"]
    ),
  ]

  private static func full(_ names: [String]) -> Set<[UInt8]> { Set(names.map { Array("\($0),DC=contoso,DC=com".utf8) }) }

  @Test(arguments: [0, 1]) func theRulesHoldThem(wave: Int) throws {
    let kit = try Self.kit.get()
    let folder = "\(Self.waves[wave].folder)/30-rules/sync01/xml/"
    let inbound = kit.files.filter { $0.path.hasPrefix(folder) }.map { String(decoding: $0.bytes, as: UTF8.self) }
      .filter { $0.contains("<direction>Inbound") }
    #expect(inbound.count == 3)
    for rule in inbound {
      let values = rule.components("<csValue>", "</csValue>")
      #expect(Set(values.map { Array($0.utf8) }) == Self.full(Self.waves[wave].units))
      #expect(values.count == Self.waves[wave].units.count)
    }
  }

  @Test(arguments: [0, 1]) func theScopeOfTheConfigurationHoldsThem(wave: Int) throws {
    let kit = try Self.kit.get()
    let path = "\(Self.waves[wave].folder)/50-scope/contoso.com/scope.json"
    let scope = try #require(try JSONSerialization.jsonObject(with: Data(kit.text(path).utf8)) as? [String: Any])
    let units = try #require(scope["units"] as? [String])
    #expect(Set(units.map { Array($0.utf8) }) == Self.full(Self.waves[wave].units))
    #expect(units.count == Self.waves[wave].units.count)
  }

  /// In single quotes, with the quotes of a name doubled.
  @Test(
    arguments: [0, 1],
    [
      "10-unit/30-count-unit.ps1", "30-rules/sync01/10-install-rules.ps1", "30-rules/sync01/20-verify-rules.ps1",
      "40-preview/sync01/20-prove-rules.ps1", "60-start/contoso.com/05-check-siblings.ps1",
      "70-verify/contoso.com/10-collect-objects.ps1",
      "70-verify/contoso.com/20-verify-objects.ps1",
    ]) func theScriptsHoldThem(wave: Int, file: String) throws
  {
    let (kit, expected) = (try Self.kit.get(), Self.waves[wave])
    let literals = Set(
      try kit.text("\(expected.folder)/\(file)").split(separator: "\r\n").flatMap { line in
        // Where users are moved is no scope; here none are.
        line.hasPrefix("$MoveTarget") || line.split(separator: "'", omittingEmptySubsequences: false).count < 3
          ? [] : String(line).components("'", "'").map { Array($0.replacing("‘‘", with: "‘").replacing("’’", with: "’").utf8) }
      })
    let known = Self.full(Self.names + Self.staff)
    let parents = Self.full(expected.parents)
    // The children that the inventory knows stand beside the parents only.
    let children = Self.full(
      (Self.names + Self.staff).filter { name in
        expected.parents.contains { name.hasSuffix(",\($0)") && name.split(separator: ",OU=").count == 2 }
      })
    let found = literals.intersection(known)
    switch file {
    case let file where file.hasSuffix("siblings.ps1"): #expect(found == parents.union(children))
    case let file where file.hasSuffix("collect-objects.ps1"):
      #expect(found == Self.full(expected.units).union(parents).union(children))
    case let file where file.hasSuffix("prove-rules.ps1"): #expect(found == Self.full(expected.units).union(parents))
    default: #expect(found == Self.full(expected.units))
    }
  }

  @Test(arguments: [0, 1]) func theRunbookNamesThemAndTheUnitInWhosePlaceTheyStand(wave: Int) throws {
    let kit = try Self.kit.get()
    let text = try kit.text("\(Self.waves[wave].folder)/runbook.md")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `OU=") || $0.hasPrefix("| ``OU=") }
    #expect(rows.count == Self.waves[wave].units.count)
    #expect(rows.allSatisfy { $0.contains("in the place of") })
    for parent in Self.waves[wave].parents { #expect(text.contains("- `\(parent),DC=contoso,DC=com`")) }
  }

  @Test func theGateOfEveryStartAsksForTheLookAtSiblings() throws {
    let kit = try Self.kit.get()
    for (wave, name) in [(0, "pilot"), (1, "staff")] {
      let folder = "\(Self.waves[wave].folder)/60-start/contoso.com"
      for file in ["10-check-gate.sh", "30-start-provisioning.sh"] {
        #expect(try kit.text("\(folder)/\(file)").contains("waves.\(name).start.siblings.contoso.com"), "\(file)")
      }
    }
  }

  @Test func theSummaryForComparisonsNamesWhatStandsInThePlaceOfAUnit() throws {
    let text = try Self.kit.get().text("plan.json")
    #expect(text.contains("\"container in the place of OU=Staff,DC=contoso,DC=com\""))
    #expect(text.contains("\"OU=In,OU=X,OU=Staff,DC=contoso,DC=com\""))
    let whole = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let plain = try #require(ArtifactCatalog.artifacts(for: whole, try KitTemplates()).first { $0.path == "plan.json" })
    #expect(!String(decoding: plain.bytes, as: UTF8.self).contains("in the place of"))
  }

  @Test func aBlockedEstateStillChecksAndVerifies() throws {
    let tree = SampleTree(Self.names + Self.staff).with(3, in: "OU=Staff")
    let plan = try SampleEstate.plan(
      SampleEstate.withoutTestObjects(SampleEstate.contoso(pilot: ["OU=Pilot"], exclude: ["OU=X,OU=Staff"])), tree)
    #expect(plan.blockers.map(\.code.name) == ["objects-beside-expanded-units"])
    let files = ArtifactCatalog.artifacts(for: plan, try KitTemplates()).map(\.path)
    #expect(files.contains("waves/02-staff/60-start/contoso.com/05-check-siblings.ps1"))
    #expect(!files.contains("waves/02-staff/60-start/contoso.com/30-start-provisioning.sh"))
  }
}

extension String {
  /// What stands between two texts, each time, from left to right.
  fileprivate func components(_ open: String, _ close: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let start = rest.range(of: open)?.upperBound, let end = rest[start...].range(of: close)?.lowerBound {
      found.append(String(rest[start..<end]))
      rest = rest[end...]
      if open == close { rest = rest.dropFirst(close.count) }
    }
    return found
  }
}
