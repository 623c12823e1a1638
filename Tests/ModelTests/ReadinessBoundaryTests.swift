import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// Every limit at its last good value, at the limit and one beyond.
@Suite struct ReadinessBoundaryTests {
  static func findings(_ changes: [(String, String)], of example: String = "contoso") throws -> [String] {
    ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml(example, replacing: changes)))
      .map { "\($0.severity.rawValue) \($0.code.name)" }
  }

  // 840 groups and contacts are in the example.
  @Test(arguments: [(134_159, ""), (134_160, "partial"), (149_159, "partial"), (149_160, "partial"), (149_161, "blocker")])
  func objectsInOneDomain(users: Int, severity: String) throws {
    let found = try Self.findings([("users: 12000", "users: \(users)")]).filter { $0.hasSuffix("objects-per-domain") }
    #expect(found == (severity == "" ? [] : ["\(severity) objects-per-domain"]))
  }

  @Test func computersCountOnlyWhenDevicesAreHandedOver() throws {
    #expect(try !Self.findings([("computers: 0", "computers: 900000")]).contains("blocker objects-per-domain"))
    let withDevices = try Self.findings([
      ("computers: 0", "computers: 900000"), ("[user, group, contact]", "[user, group, contact, device]"),
      ("          delete-threshold: 50", "          device-sync: { wanted: yes, acknowledge-preview: yes }"),
    ])
    #expect(withDevices.contains("blocker objects-per-domain"))
  }

  @Test(arguments: [(49_999, false), (50_000, false), (50_001, true)])
  func membersOfTheLargestGroup(members: Int, blocks: Bool) throws {
    let found = try Self.findings([("largest-group: 4200", "largest-group: \(members)")])
    #expect(found.contains("blocker members-per-group") == blocks)
  }

  @Test(
    arguments: [
      ("1.4.31.9", "blocker connect-build-without-no-flow"), ("1.4.32.0", "blocker connect-build-retired"),
      ("2.5.78.9", "blocker connect-build-retired"), ("2.5.79.0", "information connect-build-retired"),
      ("2.6.91.9", "information connect-build-retired"), ("2.6.92.0", ""),
    ])
  func buildsOfConnectSync(build: String, finding: String) throws {
    let found = try Self.findings([("build: 2.6.92.0", "build: \(build)")]).filter { $0.contains("connect-build") }
    #expect(found == (finding == "" ? [] : [finding]))
  }

  @Test(arguments: [("[]", "question"), ("[A1]", "partial"), ("[A1, A2]", "information"), ("[A1, A2, A3]", "")])
  func agentsOfADomain(agents: String, severity: String) throws {
    let found = try Self.findings([("[AGENT01, AGENT02, AGENT03]", agents)]).filter { $0.hasSuffix("agents-per-domain") }
    #expect(found == (severity == "" ? [] : ["\(severity) agents-per-domain"]))
  }

  @Test(arguments: [(50, nil), (51, "many-units"), (59, "many-units"), (60, "too-many-units")] as [(Int, String?)])
  func unitsOfOneConfiguration(count: Int, code: String?) throws {
    // Two units are in the example; wave 2 gets the rest.
    let more = (3...count).map { "      - OU=Unit\($0),DC=contoso,DC=com\n" }.joined()
    let found = try Reader.codes(
      "contoso", [("      - OU=Staff,DC=contoso,DC=com\n    test", "\(more)      - OU=Staff,DC=contoso,DC=com\n    test")])
    #expect(found == (code.map { [$0] } ?? []))
  }

  @Test func everyAnswerIsAFindingAQuestionOrNothing() throws {
    for fact in EstateFact.allCases {
      let line = "    \(fact.rawValue): "
      let yaml = SampleEstate.yaml("contoso")
      let now = yaml.contains("\(line)yes\n") ? "yes" : "no"
      let unknown = ReadinessCheck.run(
        try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: [("\(line)\(now)\n", "\(line)unknown\n")])))
      let yes = ReadinessCheck.run(
        try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: [("\(line)\(now)\n", "\(line)yes\n")])))
      let path = "connect.\(fact.section.rawValue).\(fact.rawValue)"
      // With one forest and one domain the file itself answers what lies between several.
      let settled: [EstateFact] = [
        .crossDomainReferences, .crossForestReferences, .disconnectedForests, .matchingAcrossForests, .mergedAttributes,
        .natBetweenForests,
        // Wishes, and no facts of the estate.
        .groupProvisioning, .userProvisioning,
      ]
      #expect(unknown.contains { $0.severity == .question && $0.keyPath == path } == !settled.contains(fact), "\(fact)")
      // Password hashes go over without a finding, and devices are said at the domain that leaves them out.
      if fact == .passwordHashSync { continue }
      #expect(yes.contains { $0.severity != .question && ($0.keyPath == path || $0.code.name == fact.rawValue) }, "\(fact)")
    }
  }
}
