import Diagnostics
import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@Suite("Synchronization rules")
struct RulePackTests {
  @Test func contosoHasAPairOfRulesForEveryType() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    #expect(
      plan.rules.all.map { "\($0.precedence) \($0.directionName) \($0.sourceObjectType) \($0.targetObjectType) \($0.linkType)" }
        == [
          "50 Inbound user person Join", "51 Inbound group group Join", "52 Inbound contact person Join",
          "53 Outbound person user JoinNoFlow", "54 Outbound group group JoinNoFlow", "55 Outbound person contact JoinNoFlow",
        ])
  }

  @Test func inetOrgPersonHasAnInboundRuleOfItsOwnAndSharesTheOutboundOneOfUsers() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let labs = plan.rules.all.filter { $0.connectorName == "labs.fabrikam.net" }
    #expect(labs.map(\.sourceObjectType) == ["user", "inetOrgPerson", "group", "computer"])
    #expect(plan.rules.all.filter { !$0.isInbound }.map(\.targetObjectType) == ["user", "group", "contact", "device"])
  }

  @Test func precedencesAreUniqueBelowOneHundredAndPastTheNumbersInUse() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let numbers = plan.rules.all.map(\.precedence)
    #expect(numbers == [40, 41, 43, 44, 45, 46, 47, 48, 49, 52, 53])
    #expect(Set(numbers).count == numbers.count)
  }

  /// A site's rule that would win over ours is passed below, on whatever server it is; where there is no room both are named.
  @Test(arguments: [
    (60, 50, [50, 51, 52, 53, 54, 55]), (56, 50, [50, 51, 52, 53, 54, 55]), (55, 50, nil), (55, 40, [40, 41, 42, 43, 44, 45]),
  ])
  func ourRulesComeBeforeEveryRuleThatWouldWin(ceiling: Int, from: Int, expected: [Int]?) throws {
    var environment = try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: [("from: 50", "from: \(from)")]))
    environment.connect.precedence.ceiling = Precedence.Ceiling(
      number: ceiling, rule: "Out to AAD - Own", server: "SYNC02", place: environment.name.range)
    var diagnostics = DiagnosticList()
    let plan = Planner.plan(environment, findings: [], wizard: WizardVerdict(of: environment), into: &diagnostics)
    #expect(plan?.rules.all.map(\.precedence) == expected)
    guard expected == nil else { return }
    #expect(diagnostics.all.map(\.code.name) == ["precedence-exhausted"])
    #expect(diagnostics.all[0].message.contains("before 'Out to AAD - Own' (55) of SYNC02"))
    #expect(diagnostics.all[0].hint == "choose a lower 'from', at most 49")
  }

  @Test func identifiersDependOnTenantConnectorTypeAndDirectionOnly() throws {
    let before = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let after = try SampleEstate.plan(
      SampleEstate.yaml(
        "contoso",
        replacing: [
          ("from: 50", "from: 10"),
          ("- OU=Staff,DC=contoso", "- OU=Everyone,DC=contoso"),
          ("CN=Edsger Dijkstra,OU=Staff", "CN=Edsger Dijkstra,OU=Everyone"),
        ]))
    #expect(before.rules.all.map(\.id) == after.rules.all.map(\.id))
    let elsewhere = try SampleEstate.plan(SampleEstate.yaml("contoso", replacing: [("3b1f8a52", "4b1f8a52")]))
    #expect(Set(before.rules.all.map(\.id)).isDisjoint(with: elsewhere.rules.all.map(\.id)))
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func everyRevisionOnlyChangesScopes(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    for revision in plan.revisions {
      for scoped in plan.rules.rules(of: revision) {
        #expect(scoped.units.isEmpty != scoped.rule.isInbound, "an inbound rule without units would mark every object")
        if let connector = scoped.rule.connectorName {
          #expect(scoped.units.map(\.name.value) == revision.units(ofConnector: connector).map(\.name.value))
        }
      }
    }
  }

  @Test func outboundRulesComeWithTheFirstUnitThatNeedsThem() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let first = plan.rules.rules(of: plan.revisions[0]).map(\.rule)
    #expect(first.filter(\.isInbound).allSatisfy { $0.connectorName == "fabrikam.com" })
    #expect(first.filter { !$0.isInbound }.count == 3)
  }

  @Test func containsTakesTheQuickstartsLiteralForm() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let rule = try #require(plan.rules.rules(of: plan.revisions[0]).first)
    #expect(rule.scopeValues(for: .endsWith) == ["OU=CloudSyncPilot,DC=contoso,DC=com"])
    #expect(rule.scopeValues(for: .contains) == ["OU=CloudSyncPilot"])
  }

  @Test func aSetThatDoesNotFitIsRefusedAtItsPlace() throws {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    var full = environment
    full.connect.precedence.from.value = 95
    var diagnostics = DiagnosticList()
    #expect(Planner.plan(full, findings: [], wizard: WizardVerdict(of: full), into: &diagnostics) == nil)
    #expect(diagnostics.sorted.map(\.code.name) == ["precedence-exhausted"])
    #expect(diagnostics.sorted.first?.message == "6 rules need a precedence each, and from 95 to 99 only 5 are free")
    full.connect.precedence.from.value = 94
    #expect(Planner.plan(full, findings: [], wizard: WizardVerdict(of: full), into: &diagnostics) != nil)
  }
}
