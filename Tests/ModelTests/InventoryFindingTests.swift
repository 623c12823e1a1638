import Diagnostics
import SampleEstates
import Testing

@testable import Model

/// What the inventory answers, what it contradicts, and what it shows.
@Suite struct InventoryFindingTests {
  @Test("An inventory that agrees with the input finds nothing new")
  func agreement() throws {
    #expect(try InventorySample.names() == [])
  }

  @Test("Where the input says nothing, the measured numbers are taken, with their places")
  func answers() throws {
    let findings = try InventorySample.findings(InventorySample.uncounted)
    #expect(SiteSample.names(findings) == ["information answered-from-inventory"])
    #expect(
      findings[0].fact
        == "The inventory answers for 'contoso.com', measured at 2026-11-24T13:00:00Z: 12000 users, 0 inetorgpersons, 800 groups, 40 contacts, 0 computers in Connect Sync's scope; 4200 largest-group (inventory: contoso.com/inventory.json, line 7)."
    )
    #expect(findings[0].keyPath == "forests[contoso.com].domains[contoso.com].counts")
    #expect(findings[0].range.file == "contoso-run/evidence/contoso.com/inventory.json")
  }

  // 840 groups and contacts are in the sample.
  @Test(
    "The limit of objects holds for measured numbers",
    arguments: [(134_159, ""), (134_160, "partial"), (149_159, "partial"), (149_160, "partial"), (149_161, "blocker")])
  func objects(users: Int, severity: String) throws {
    let sample = InventorySample.sample { $0.counts[0] = users }
    let found = try InventorySample.names(InventorySample.uncounted, sample).filter { $0.hasSuffix("objects-per-domain") }
    #expect(found == (severity == "" ? [] : ["\(severity) objects-per-domain"]))
  }

  @Test(
    "The limit of members holds for measured numbers, and the groups above it are named",
    arguments: [(49_999, false), (50_000, false), (50_001, true)])
  func members(members: Int, blocks: Bool) throws {
    let sample = InventorySample.sample {
      $0.counts[5] = members
      $0.largestGroups[0].members = members
    }
    let findings = try InventorySample.findings(InventorySample.uncounted, sample)
    #expect(SiteSample.names(findings).contains("blocker members-per-group") == blocks)
    let named = findings.first { $0.code.name == "large-groups" }
    #expect(
      named?.fact
        == (blocks
          ? "Groups of 'contoso.com' with more than 50000 members: 'CN=All Staff,OU=Groups,DC=contoso,DC=com' with 50001 (inventory: contoso.com/inventory.json, line 9)."
          : nil))
  }

  @Test("The largest group counts when the list has a larger one than the number says")
  func listedGroup() throws {
    let sample = InventorySample.sample { $0.largestGroups[0].members = 50_001 }
    #expect(try InventorySample.names(InventorySample.uncounted, sample).contains("blocker members-per-group"))
  }

  @Test(
    "Microsoft's wizard takes 2,000 measured objects and no more",
    arguments: [(1_999, "passed"), (2_000, "passed"), (2_001, "failed")])
  func wizard(objects: Int, state: String) throws {
    let sample = InventorySample.sample {
      $0.counts = [objects - 840, 0, 800, 40, 0, 10]
      $0.largestGroups = []
    }
    var diagnostics = DiagnosticList()
    let site = try InventorySample.site(InventorySample.uncounted, [sample], into: &diagnostics)
    let gate = WizardVerdict(of: site.environment).gates.first { $0.name == "objects" }
    #expect(gate?.state.rawValue == state && gate?.value == String(objects))
  }

  @Test("A measured number above the stated one is used and reported with both places")
  func more() throws {
    let sample = InventorySample.sample { $0.counts[2] = 149_000 }
    let findings = try InventorySample.findings([], sample)
    #expect(SiteSample.names(findings) == ["blocker objects-per-domain", "partial counted-more-than-stated"])
    #expect(
      findings[1].fact
        == "The input states 800 groups for 'contoso.com', and 149000 were measured at 2026-11-24T13:00:00Z in the whole domain; the larger number is used (inventory: contoso.com/inventory.json, line 7)."
    )
    #expect(findings[1].keyPath == "forests[contoso.com].domains[contoso.com].counts.groups")
    #expect(findings[1].remedy.contains("149000"))
  }

  @Test("Computers that are not handed over are a remark")
  func computers() throws {
    let sample = InventorySample.sample { $0.counts[4] = 900 }
    #expect(try InventorySample.names([], sample) == ["information counted-more-than-stated"])
  }

  @Test("A measured number below the stated one is reported, and the stated one is used")
  func less() throws {
    let sample = InventorySample.sample { $0.counts[3] = 39 }
    let findings = try InventorySample.findings([("contacts: 40", "contacts: 149000")], sample)
    #expect(SiteSample.names(findings) == ["blocker objects-per-domain", "information counted-less-than-stated"])
    #expect(findings[1].fact.contains("states 149000 contacts") && findings[1].fact.contains("39 were measured"))
  }

  @Test("Only objects in scope count when the tree accounts for all of them, and else the whole domain")
  func scope() throws {
    let scoped = [
      ("include: [\"DC=contoso,DC=com\"]", "include: [\"OU=CloudSyncPilot,DC=contoso,DC=com\", \"OU=Staff,DC=contoso,DC=com\"]")
    ]
    func users(_ change: (inout SampleInventory) -> Void) throws -> [DomainNumber] {
      var diagnostics = DiagnosticList()
      let site = try InventorySample.site(
        InventorySample.uncounted + scoped, [InventorySample.sample(change)], into: &diagnostics)
      return DomainNumber.all(site.environment)
    }
    let exact = try users { _ in }
    #expect(exact[0].used == 11_997 && exact[0].origin == "measured at 2026-11-24T13:00:00Z in Connect Sync's scope")
    #expect(exact[2].used == 2, "groups of the pilot")
    // One user stands below a parent that the tree does not have.
    let other = try users { $0.counts[0] = 12_001 }
    #expect(other[0].used == 12_001 && other[0].origin == "measured at 2026-11-24T13:00:00Z in the whole domain")
    let unstated = try users { $0.containers[5].objects[0] = nil }
    #expect(unstated[0].used == 12_000)
  }

  @Test("inetOrgPersons and computers are questions no more once they are measured")
  func types() throws {
    let left = [("          inetorgpersons: 0\n", ""), ("          computers: 0\n", "")]
    #expect(try ReadinessBoundaryTests.findings(left).contains("question object-type-left-out"))
    #expect(try !InventorySample.names(left).contains { $0.hasPrefix("question") })
    let some = InventorySample.sample { $0.counts[1] = 3 }
    #expect(try InventorySample.names(left, some).contains("blocker object-type-left-out"))
  }

  @Test("What an inventory does not state stays a question")
  func unstated() throws {
    let sample = InventorySample.sample { $0.counts[2] = nil }
    #expect(try InventorySample.names(InventorySample.uncounted, sample).contains("question objects-per-domain"))
  }

  @Test(
    "References across domains are answered by the numbers, and the worse answer is used",
    arguments: [
      ("unknown", 0, 0, []), ("unknown", 0, 7, ["partial cross-domain-references"]),
      ("unknown", 7, 0, ["partial cross-domain-references"]), ("no", 0, 0, []),
      ("no", 0, 7, ["partial cross-domain-references", "partial input-contradicts-inventory"]),
      ("yes", 0, 0, ["partial cross-domain-references", "information input-contradicts-inventory"]),
    ] as [(String, Int, Int, [String])])
  func crossDomain(answer: String, managers: Int, members: Int, expected: [String]) throws {
    let sample = InventorySample.sample {
      $0.managers[1] = managers
      $0.members[1] = members
    }
    let found = try InventorySample.names([("cross-domain-references: no", "cross-domain-references: \(answer)")], sample)
    #expect(found.filter { $0.hasSuffix("references") || $0.hasSuffix("inventory") && !$0.contains("answered") } == expected)
    #expect(found.contains("information answered-from-inventory") == (answer == "unknown"))
  }

  @Test("No foreign member answers for references across forests, and some are a remark")
  func foreign() throws {
    let unknown = [("cross-forest-references: no", "cross-forest-references: unknown")]
    let none = try InventorySample.findings(unknown, InventorySample.sample { $0.members[2] = 0 })
    #expect(none.contains { $0.fact.hasPrefix("The inventory answers: connect.estate.cross-forest-references is no") })
    var diagnostics = DiagnosticList()
    let some = ReadinessCheck.run(try InventorySample.site(unknown, into: &diagnostics))
    #expect(!some.contains { $0.code.name == "answered-from-inventory" })
    #expect(some.contains { $0.code.name == "foreign-members" && $0.severity == .information })
  }

  @Test(
    "Problems of the attribute check are conditions, and a missing check is a question")
  func attributes() throws {
    let sample = InventorySample.sample { $0.problems = [("duplicate-proxy-address", 3), ("upn-suffix", 0)] }
    let findings = try InventorySample.findings([], sample)
    #expect(SiteSample.names(findings) == ["partial attribute-problems"])
    #expect(
      findings[0].fact
        == "The attribute check at 2026-11-24T13:30:00Z found 3 times 'duplicate-proxy-address' (inventory: attributes.json, line 6)."
    )
    var diagnostics = DiagnosticList()
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: InventorySample.named))
    let files = SampleInventory().files(in: "e").filter { $0.kind == .domain }
    let site = Site(
      environment, .none, InventoryReader.read(files, folder: "e", for: environment, into: &diagnostics), into: &diagnostics)
    #expect(SiteSample.names(ReadinessCheck.run(site)).contains("question attribute-problems"))
  }

  @Test("A domain without a result is a question at its name")
  func missing() throws {
    var diagnostics = DiagnosticList()
    let other = InventorySample.sample { $0.domain = "tailspin.com" }
    let findings = ReadinessCheck.run(try InventorySample.site([], [SampleInventory()], into: &diagnostics))
    #expect(!findings.contains { $0.code.name == "inventory-missing" })
    let none = try InventorySample.site([], [other], into: &diagnostics)
    #expect(ReadinessCheck.run(none).contains { $0.code.name == "inventory-missing" && $0.severity == .question })
    #expect(Set(diagnostics.all.map(\.code.name)).contains("inventory-domain-unknown"))
  }

  @Test("A unit that Active Directory lacks is a blocker, unless its wave creates it")
  func units() throws {
    let without = InventorySample.sample { sample in sample.containers.removeAll { $0.name.hasPrefix("OU=CloudSyncPilot") } }
    #expect(try InventorySample.names([], without) == [])
    let findings = try InventorySample.findings([("    create-units: yes\n", "")], without)
    #expect(SiteSample.names(findings) == ["blocker unit-not-in-directory"])
    #expect(findings[0].keyPath == "waves[pilot].units[0]" && findings[0].range.file == "sample.yaml")
  }

  @Test("A unit that differs by case alone from what Active Directory returns is a blocker that nobody can waive")
  func spelling() throws {
    let sample = InventorySample.sample { $0.containers[5].name = "OU=staff,DC=contoso,DC=com" }
    let findings = try InventorySample.findings([], sample)
    #expect(SiteSample.names(findings) == ["blocker unit-spelled-differently"])
    #expect(findings[0].remedy == "Write 'OU=staff,DC=contoso,DC=com'.")
    #expect(!findings[0].code.isWaivable)
  }

  @Test("A unit of Connect Sync's scope that is gone is a condition; other containers need not be listed")
  func scopeContainers() throws {
    let scope = [
      (
        "include: [\"DC=contoso,DC=com\"]",
        "include: [\"DC=contoso,DC=com\"]\n          exclude: [\"OU=Old,DC=contoso,DC=com\", \"CN=LostAndFound,DC=contoso,DC=com\"]"
      )
    ]
    let findings = try InventorySample.findings(scope)
    #expect(SiteSample.names(findings) == ["partial scope-container-not-in-directory"])
    #expect(findings[0].fact.hasPrefix("Connect Sync excludes 'OU=Old,DC=contoso,DC=com'"))
  }

  @Test("A waiver for what the inventory shows is not idle, and one for what it clears is")
  func waivers() throws {
    let waiver = [
      ("owners:\n", "waivers:\n  - { finding: attribute-problems, reason: Known, who: Head of infrastructure }\nowners:\n")
    ]
    var diagnostics = DiagnosticList()
    let sample = InventorySample.sample { $0.problems[0].count = 2 }
    let site = try InventorySample.site(waiver, [sample], into: &diagnostics)
    #expect(diagnostics.isEmpty && ReadinessCheck.run(site).contains { $0.waiver != nil })
    _ = try InventorySample.site(waiver, into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == ["idle-waiver"])
  }

  @Test("Without an inventory nothing is said about one")
  func none() throws {
    let found = try ReadinessBoundaryTests.findings([])
    #expect(!found.contains { name in InventoryRules.all.contains { name.hasSuffix(" \($0.code.name)") } })
    let sorted = InventoryRules.all.map(\.code.name)
    #expect(Set(sorted).count == sorted.count)
  }
}
