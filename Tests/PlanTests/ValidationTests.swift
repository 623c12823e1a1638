import Model
import Plan
import SampleEstates
import Testing

/// What the check of the whole estate asks for.
struct ValidationTests {
  @Test(arguments: ["contoso", "fabrikam"])
  func `It asks for every verification of every wave, and for the last look at the rules and the scope`(_ estate: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(estate))
    let steps = plan.phases.flatMap(\.steps)
    let check = try #require(steps.first { $0.id == "validation.check-estate" })
    let asked = Set(check.needs)
    let waves = plan.phases.filter { $0.wave != nil }
    for phase in waves {
      let verifications = phase.steps.filter { $0.script != nil && $0.id.hasPrefix("\(phase.id).verify.") }
      #expect(!verifications.isEmpty)
      for step in verifications { #expect(asked.contains(step.id), "\(step.id)") }
    }
    let rules = steps.filter { $0.script?.kind == .verifyRules && !$0.isWayBack }
    #expect(rules.filter { asked.contains($0.id) }.map(\.id) == rules.suffix(plan.environment.connect.servers.count).map(\.id))
    for domain in plan.revisions.last!.domains.map(\.domain) {
      let scopes = steps.filter { $0.script?.kind == .checkScope && $0.id.hasSuffix(".scope.check.\(domain)") }
      #expect(scopes.filter { asked.contains($0.id) }.map(\.id) == [scopes.last!.id], "\(domain)")
    }
  }

  @Test func `Connect Sync is not put into staging before it has passed`() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let steps = Dictionary(uniqueKeysWithValues: plan.phases.flatMap(\.steps).map { ($0.id, $0) })
    var open = ["cutover.staging"]
    var found: Set<String> = []
    while let id = open.popLast() { for need in steps[id]?.needs ?? [] where found.insert(need).inserted { open.append(need) } }
    #expect(found.contains("validation.check-estate") && found.contains("validation.estate"))
  }

  @Test(arguments: [
    ("contoso", "password-writeback: no", "password-writeback: yes", 2),
    ("contoso", "group-writeback-v2: no", "group-writeback-v2: yes", 2),
    ("contoso", "exchange-hybrid-writeback: no\n          delete", "exchange-hybrid-writeback: yes\n          delete", 2),
    ("contoso", "password-writeback: no", "password-writeback: unknown", 0), ("contoso", "name: pilot", "name: pilot", 0),
  ])
  func `Writeback is checked in every wave of a domain that has it, and nowhere else`(
    _ estate: String, _ old: String, _ new: String, _ count: Int
  ) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(estate, replacing: [(old, new)]))
    #expect(plan.phases.flatMap(\.steps).count { $0.script?.kind == .checkWriteback } == count)
  }
}
