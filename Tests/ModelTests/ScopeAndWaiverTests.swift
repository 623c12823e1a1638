import Diagnostics
import SampleEstates
import Testing

@testable import Model

@Suite struct ScopeAndWaiverTests {
  private static func scope(_ include: String, _ exclude: String) -> [(String, String)] {
    [("include: [\"DC=contoso,DC=com\"]", "include: [\(include)]\n          exclude: [\(exclude)]")]
  }
  private static func findings(_ changes: [(String, String)]) throws -> [Finding] {
    ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: changes)))
  }

  /// The longest matching container decides; a tie and an empty list of inclusions mean in.
  @Test(
    arguments: [
      ("\"DC=contoso,DC=com\"", "", []),
      ("\"OU=Staff,DC=contoso,DC=com\"", "", ["waves[pilot].units[0]"]),
      ("\"DC=contoso,DC=com\"", "\"OU=Staff,DC=contoso,DC=com\"", ["waves[staff].units[0]"]),
      ("\"OU=Staff,DC=contoso,DC=com\", \"OU=CloudSyncPilot,DC=contoso,DC=com\"", "\"DC=contoso,DC=com\"", []),
      ("", "\"OU=Staff,DC=contoso,DC=com\"", ["waves[staff].units[0]"]),
      ("", "\"DC=contoso,DC=com\"", ["waves[pilot].units[0]", "waves[staff].units[0]"]),
      ("\"OU=Staff2,DC=contoso,DC=com\"", "", ["waves[pilot].units[0]", "waves[staff].units[0]"]),
      ("\"ou=staff,dc=CONTOSO,dc=com\", \"OU=CloudSyncPilot,DC=contoso,DC=com\"", "", []),
    ])
  func theLongestMatchDecides(include: String, exclude: String, outside: [String]) throws {
    let found = try Self.findings(Self.scope(include, exclude)).filter { $0.code.name == "unit-outside-connect-scope" }
    #expect(found.map(\.keyPath) == outside)
    #expect(found.allSatisfy { $0.blocks && !$0.code.isWaivable })
  }

  @Test func anExclusionBelowAUnitSaysWhatWouldHappen() throws {
    let found = try Self.findings(Self.scope("\"DC=contoso,DC=com\"", "\"OU=Robots,OU=Staff,DC=contoso,DC=com\""))
      .filter { $0.code.name == "excluded-container-below-unit" }
    #expect(found.map(\.severity) == [.blocker])
    #expect(found.first?.fact.contains("Cloud Sync would take it in") == true)
  }

  @Test func aContainerThatNoWaveTouchesIsNamedBeforeTheCutover() throws {
    func left(_ include: String, goal: String) throws -> [String] {
      var changes = Self.scope(include, "")
      if goal == "partial" {
        changes += [
          ("goal: full", "goal: partial"),
          ("owners:\n", "stays-on-connect: [{ unit: \"OU=Labs,DC=contoso,DC=com\", reason: later }]\nowners:\n"),
        ]
      }
      return try Self.findings(changes).filter { $0.code.name == "connect-scope-left-behind" }.map(\.keyPath)
    }
    let some = "\"OU=Staff,DC=contoso,DC=com\", \"OU=CloudSyncPilot,DC=contoso,DC=com\", \"OU=Labs,DC=contoso,DC=com\""
    #expect(try left(some, goal: "full") == ["forests[contoso.com].domains[contoso.com].connect-scope.include[2]"])
    #expect(try left(some, goal: "partial") == [])
    #expect(try left("\"DC=contoso,DC=com\"", goal: "full") == [])
  }

  @Test func aWaiverSignsOffAndSaysWho() throws {
    let changes = [
      ("    device-writeback: no", "    device-writeback: yes"),
      (
        "owners:\n",
        "waivers:\n  - { finding: device-writeback, reason: \"replaced by Cloud Kerberos Trust on 1 December\", who: Dana Whitfield }\nowners:\n"
      ),
    ]
    let finding = try #require(try Self.findings(changes).first { $0.code.name == "device-writeback" })
    #expect(finding.severity == .blocker)
    #expect(!finding.blocks)
    #expect(finding.waiver?.who.value == "Dana Whitfield")
  }

  @Test func whatMustNeverBeWaivedIsNot() throws {
    let never = FindingCatalog.all.filter { !$0.isWaivable }.map(\.name)
    #expect(
      never == [
        "cloud-no-flow-missing", "connect-build-without-no-flow", "input-contradicts-export", "matching-across-forests",
        "rule-name-taken", "source-anchor", "unit-outside-connect-scope", "unit-spelled-differently",
      ])
    var environment = try SampleEstate.environment(
      SampleEstate.yaml("contoso", replacing: [("source-anchor: mS-DS-ConsistencyGuid", "source-anchor: employeeID")]))
    let place = environment.name.range
    // Even if a waiver came in some other way than through the reader, which refuses it.
    environment.waivers = [
      Waiver(
        finding: Located("source-anchor", at: place, keyPath: "waivers[0].finding"),
        reason: Located("because", at: place, keyPath: "waivers[0].reason"),
        who: Located("me", at: place, keyPath: "waivers[0].who"))
    ]
    let finding = try #require(ReadinessCheck.run(environment).first { $0.code.name == "source-anchor" })
    #expect(finding.blocks)
  }

  @Test func findingsComeWorstFirstAndInAnOrderThatDoesNotFollowTheKeys() throws {
    let findings = ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml("fabrikam")))
    for (left, right) in zip(findings, findings.dropFirst()) { #expect(left.severity <= right.severity) }
    let moved = SampleEstate.yaml(
      "fabrikam",
      replacing: [
        ("    device-sync: yes\n", ""), ("    user-writeback: no\n", "    user-writeback: no\n    device-sync: yes\n"),
      ])
    #expect(ReadinessCheck.run(try SampleEstate.environment(moved)).map(\.keyPath) == findings.map(\.keyPath))
  }

  @Test func everyFindingHasLimitSourceAndRemedy() throws {
    let names = FindingCatalog.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    for code in FindingCatalog.all { #expect(code.limit.hasSuffix(".") && !code.citations.isEmpty, "\(code.name)") }
    for finding in ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml("fabrikam"))) {
      #expect(
        (finding.fact.hasSuffix(".") || finding.fact.hasSuffix("?")) && finding.remedy.hasSuffix("."), "\(finding.code.name)")
      #expect(FieldIndex.entry(at: finding.keyPath) != nil, "\(finding.keyPath)")
    }
  }
}
