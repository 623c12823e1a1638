import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

@Suite struct UnitExpansionTests {
  /// Two departments, a part that Connect Sync leaves out, and the same names further down.
  private static let tree = SampleTree([
    "OU=CloudSyncPilot", "OU=Staff", "OU=B,OU=Staff", "OU=C,OU=Staff", "OU=X,OU=Staff", "OU=B1,OU=B,OU=Staff",
    "OU=B2,OU=B,OU=Staff",
    "OU=B,OU=X,OU=Staff", "OU=Y,OU=X,OU=Staff", "OU=W,OU=Y,OU=X,OU=Staff", "OU=Z,OU=Y,OU=X,OU=Staff", "OU=R\\, D,OU=Staff",
    "OU=Machines,OU=R\\, D,OU=Staff",
  ])

  private struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var include: [String] = []
    let exclude: [String]
    let units: [String]
    let parents: [String]
  }

  private static let cases = [
    Case(
      testDescription: "the included siblings take the unit's place", exclude: ["OU=X,OU=Staff"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff"], parents: ["OU=Staff"]),
    Case(
      testDescription: "an exclusion further down opens every container above it", exclude: ["OU=B2,OU=B,OU=Staff"],
      units: ["OU=B1,OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff", "OU=X,OU=Staff"],
      parents: ["OU=Staff", "OU=B,OU=Staff"]),
    Case(
      testDescription: "an inclusion below an exclusion comes back in, by itself", include: ["OU=Y,OU=X,OU=Staff"],
      exclude: ["OU=X,OU=Staff"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff", "OU=Y,OU=X,OU=Staff"], parents: ["OU=Staff"]),
    Case(
      testDescription: "an exclusion below that inclusion goes out again", include: ["OU=Y,OU=X,OU=Staff"],
      exclude: ["OU=X,OU=Staff", "OU=Z,OU=Y,OU=X,OU=Staff"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff", "OU=W,OU=Y,OU=X,OU=Staff"],
      parents: ["OU=Staff", "OU=Y,OU=X,OU=Staff"]),
    Case(
      testDescription: "containers of one name are told apart", include: ["OU=B,OU=X,OU=Staff"],
      exclude: ["OU=B,OU=Staff", "OU=X,OU=Staff"],
      units: ["OU=C,OU=Staff", "OU=R\\, D,OU=Staff", "OU=B,OU=X,OU=Staff"], parents: ["OU=Staff"]),
    Case(
      testDescription: "a comma in a name is no border", exclude: ["OU=R\\, D,OU=Staff"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=X,OU=Staff"], parents: ["OU=Staff"]),
    Case(
      testDescription: "names are compared without case and written as Active Directory has them", exclude: ["ou=x,OU=STAFF"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff"], parents: ["OU=Staff"]),
    Case(
      testDescription: "an exclusion inside one that is out already changes nothing",
      exclude: ["OU=X,OU=Staff", "OU=Y,OU=X,OU=Staff"],
      units: ["OU=B,OU=Staff", "OU=C,OU=Staff", "OU=R\\, D,OU=Staff"], parents: ["OU=Staff"]),
  ]

  private static func expansions(
    include: [String] = [], exclude: [String], unit: String = "OU=Staff", tree: SampleTree? = tree, waivers: String = ""
  ) throws -> (Site, [UnitExpansion]) {
    var diagnostics = DiagnosticList()
    let yaml = SampleEstate.withoutTestObjects(SampleEstate.contoso(staff: [unit], include: include, exclude: exclude)) + waivers
    let site = try SampleEstate.site(yaml, tree, into: &diagnostics)
    #expect(!diagnostics.hasErrors)
    return (site, site.environment.expansions)
  }

  private static func full(_ names: [String]) throws -> Set<DistinguishedName> {
    Set(try names.map { try DistinguishedName(parsing: "\($0),DC=contoso,DC=com") })
  }

  @Test(arguments: cases)
  private func whatConnectLeavesOutStaysOut(_ item: Case) throws {
    let (_, found) = try Self.expansions(include: item.include, exclude: item.exclude)
    let expanded = try #require(found.first?.expanded)
    #expect(found.count == 1)
    #expect(try Set(expanded.units) == Self.full(item.units))
    #expect(expanded.units.count == item.units.count)
    #expect(try Set(expanded.parents.map(\.name)) == Self.full(item.parents))
    #expect(expanded.units.allSatisfy { $0.text.hasSuffix("DC=contoso,DC=com") && !$0.text.hasPrefix("ou=") })
    for unit in expanded.units {
      for other in expanded.units where other != unit { #expect(!unit.isInside(other), "none lies in another") }
    }
  }

  @Test func theUnitsSpellingOfTheInputDoesNotMatter() throws {
    let (site, found) = try Self.expansions(exclude: ["OU=X,OU=Staff"], unit: "ou=staff")
    #expect(found.first?.expanded?.units.count == 3)
    #expect(
      site.environment.scopedUnits(of: site.environment.waves[1]).map(\.expandedFrom?.text)
        == Array(repeating: "ou=staff,DC=contoso,DC=com", count: 3))
  }

  @Test func aUnitWithNothingLeftOutGoesOverWhole() throws {
    for (include, exclude) in [([], ["OU=Elsewhere"]), (["OU=X,OU=Staff"], ["OU=X,OU=Staff"]), ([], [])] {
      let (site, found) = try Self.expansions(include: include, exclude: exclude)
      #expect(found.isEmpty, "a tie of the longest matches is in")
      #expect(
        site.environment.scopedUnits(of: site.environment.waves[1]).map(\.name.value.text) == ["OU=Staff,DC=contoso,DC=com"])
    }
  }

  @Test func withoutATreeOrWithAnIncompleteOneItStaysABlockerThatSaysHowToGetOne() throws {
    let cases: [(SampleTree?, [String], String, String)] = [
      (nil, ["OU=X,OU=Staff"], "are not known", "Run the inventory script of the kit and give its results at 'inventory'"),
      (SampleTree(["OU=Staff"], in: "other.com"), ["OU=X,OU=Staff"], "are not known", "at 'inventory'"),
      (Self.tree, ["OU=Gone,OU=Staff"], "does not hold 'OU=Gone,OU=Staff", "Run the inventory script again"),
      (SampleTree(["OU=CloudSyncPilot"]), ["OU=X,OU=Staff"], "does not hold 'OU=Staff", "Run the inventory script again"),
      (SampleTree(["OU=Staff", "OU=X,OU=Staff"]), ["OU=X,OU=Staff"], "nothing below the unit is included", "Name the units"),
    ]
    for (tree, exclude, fact, remedy) in cases {
      let (site, found) = try Self.expansions(exclude: exclude, tree: tree)
      #expect(found.first?.expanded == nil)
      let finding = try #require(ReadinessCheck.run(site).first { $0.code.name == "excluded-container-below-unit" })
      #expect(
        finding.blocks && finding.fact.contains(fact) && finding.remedy.contains(remedy), "\(finding.fact) \(finding.remedy)")
      #expect(finding.fact.contains("create its objects in the cloud"))
    }
  }

  @Test func anExpandedUnitIsAConditionThatSaysWhatTakesItsPlace() throws {
    let (site, _) = try Self.expansions(exclude: ["OU=X,OU=Staff"])
    let findings = ReadinessCheck.run(site)
    #expect(!findings.contains { $0.code.name == "excluded-container-below-unit" })
    let finding = try #require(findings.first { $0.code.name == "unit-expanded" })
    #expect(finding.severity == .partial)
    #expect(
      finding.fact.contains("leaves out 'OU=X,OU=Staff,DC=contoso,DC=com'") && finding.fact.contains("3 containers below it"))
    #expect(finding.keyPath == "waves[staff].units[0]")
  }

  @Test func aWaiverKeepsTheUnitWhole() throws {
    let waiver = "\nwaivers:\n  - { finding: excluded-container-below-unit, reason: they may come, who: Dana }\n"
    let (site, found) = try Self.expansions(exclude: ["OU=X,OU=Staff"], waivers: waiver)
    #expect(found.first?.expanded == nil)
    #expect(site.environment.scopedUnits(of: site.environment.waves[1]).map(\.name.value.text) == ["OU=Staff,DC=contoso,DC=com"])
    let finding = try #require(ReadinessCheck.run(site).first { $0.code.name == "excluded-container-below-unit" })
    #expect(finding.severity == .blocker && finding.waiver != nil)
  }

  @Test(
    arguments: [
      (0, nil), (1, "1 object lies directly in 'OU=Staff"), (2, "2 objects lie directly in 'OU=Staff"),
      (nil, "does not say how many"),
    ] as [(Int?, String?)])
  func objectsDirectlyInAnExpandedUnitAreABlockerWithTheirNumber(users: Int?, fact: String?) throws {
    let (site, _) = try Self.expansions(exclude: ["OU=X,OU=Staff"], tree: Self.tree.with(users, in: "OU=Staff"))
    let found = ReadinessCheck.run(site).filter { $0.code.name == "objects-beside-expanded-units" }
    #expect(found.count == (fact == nil ? 0 : 1))
    if let fact { #expect(found[0].blocks && found[0].fact.contains(fact), "\(found[0].fact)") }
    // Those of a container that goes over, or that stays out, are no matter.
    let (other, _) = try Self.expansions(
      exclude: ["OU=X,OU=Staff"], tree: Self.tree.with(7, in: "OU=B,OU=Staff").with(7, in: "OU=X,OU=Staff"))
    #expect(!ReadinessCheck.run(other).contains { $0.code.name == "objects-beside-expanded-units" })
  }
}
