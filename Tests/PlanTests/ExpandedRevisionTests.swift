import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@Suite("Scope revisions with expanded units")
struct ExpandedRevisionTests {
  private static let tree = SampleTree([
    "OU=Pilot", "OU=P1,OU=Pilot", "OU=P2,OU=Pilot", "OU=Out,OU=Pilot", "OU=Staff", "OU=B,OU=Staff", "OU=C,OU=Staff",
    "OU=X,OU=Staff",
    "OU=Labs",
  ])

  private static func plan(_ tree: SampleTree = tree) throws -> MigrationPlan {
    try SampleEstate.plan(
      SampleEstate.withoutTestObjects(
        SampleEstate.contoso(
          pilot: ["OU=Pilot"], staff: ["OU=Staff", "OU=Labs"], exclude: ["OU=Out,OU=Pilot", "OU=X,OU=Staff"])), tree)
  }

  private static func names(_ units: [ScopeRevision.ScopedUnit]) -> [String] {
    units.map { $0.name.value.components.filter { $0.type == "OU" }.map(\.text).joined(separator: ",") }.sorted()
  }

  @Test func everyRevisionHoldsWhatStandsInThePlaceOfItsUnitsAndOfAllBefore() throws {
    let revisions = try Self.plan().revisions
    #expect(
      revisions.map { Self.names($0.units) } == [
        ["OU=P1,OU=Pilot", "OU=P2,OU=Pilot"],
        ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=Labs", "OU=P1,OU=Pilot", "OU=P2,OU=Pilot"],
      ])
    #expect(Self.names(revisions[1].units.filter(\.isNew)) == ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=Labs"])
    #expect(revisions[1].units(ofConnector: "contoso.com").count == 5)
    #expect(revisions[1].units.filter { $0.expandedFrom == nil }.map(\.name.value.text) == ["OU=Labs,DC=contoso,DC=com"])
    #expect(revisions[1].units.keyPaths.sorted() == ["waves[pilot].units[0]", "waves[staff].units[0]", "waves[staff].units[1]"])
  }

  @Test func theParentsOfEarlierWavesAreCarriedOn() throws {
    let parents = try Self.plan().revisions.map { revision in
      revision.domains.flatMap(\.expandedParents).map { "\($0.name.text.split(separator: ",")[0]) \($0.children.count)" }
    }
    #expect(parents == [["OU=Pilot 3"], ["OU=Pilot 3", "OU=Staff 3"]], "children that stay out are known too")
  }

  @Test func aWiderInventoryWidensEveryRevisionAndNoneShrinks() throws {
    let before = try Self.plan().revisions
    let after = try Self.plan(SampleTree(Self.tree.containers.map(\.name) + ["OU=P3,OU=Pilot"])).revisions
    for (old, new) in zip(before, after) {
      #expect(Set(old.units.map(\.name.value)).isSubset(of: Set(new.units.map(\.name.value))))
      #expect(new.units.count == old.units.count + 1)
    }
  }

  @Test func theGateAsksForTheLookAtSiblingsWhereAUnitIsExpanded() throws {
    let plan = try Self.plan()
    for wave in ["pilot", "staff"] {
      let gate = try #require(plan.allSteps.first { $0.id == "waves.\(wave).start.gate.contoso.com" })
      let siblings = try #require(plan.allSteps.first { $0.id == "waves.\(wave).start.siblings.contoso.com" })
      #expect(gate.needs.contains(siblings.id))
      #expect(!siblings.changesState && siblings.script?.kind == .checkSiblings)
      #expect(plan.graph.gates(of: gate).contains { $0.id == siblings.id })
    }
    let whole = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    #expect(!whole.allSteps.contains { $0.script?.kind == .checkSiblings })
  }
}
