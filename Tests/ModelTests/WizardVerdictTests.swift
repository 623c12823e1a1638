import SampleEstates
import Testing

@testable import Model

@Suite struct WizardVerdictTests {
  /// contoso, small enough for the wizard.
  private static func verdict(_ changes: [(String, String)] = []) throws -> WizardVerdict {
    let small = [("users: 12000", "users: 1160")]
    return WizardVerdict(of: try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: small + changes)))
  }
  private static func states(_ verdict: WizardVerdict, _ state: WizardVerdict.Gate.State) -> [String] {
    verdict.gates.filter { $0.state == state && $0.isDecidedByInput }.map(\.name)
  }

  @Test func theWizardTakesASmallPlainEstate() throws {
    let verdict = try Self.verdict()
    #expect(verdict.overall == .yes)
    #expect(verdict.gates.filter { !$0.isDecidedByInput }.map(\.name) == ["configuration", "availability"])
  }

  @Test(
    arguments: [
      ("users: 1160", "users: 1161", "objects"), ("build: 2.6.92.0", "build: 2.6.90.9", "build"),
      ("cloud: global", "cloud: us-gov", "cloud"), ("join: 0", "join: 1", "custom-rules"),
      ("group-filtering: no", "group-filtering: yes", "group-filtering"),
      ("alternate-login-id: no", "alternate-login-id: yes", "user-principal-name"),
      ("directory-extensions: no", "directory-extensions: yes", "directory-extensions"),
      ("device-sync: no", "device-sync: yes", "device-sync"),
      ("device-writeback: no", "device-writeback: yes", "device-writeback"),
      ("group-writeback-v1: no", "group-writeback-v1: yes", "group-writeback-v1"),
      ("group-writeback-v2: no", "group-writeback-v2: yes", "group-writeback-v2"),
      ("user-writeback: no", "user-writeback: yes", "user-writeback"),
      (
        "include: [\"DC=contoso,DC=com\"]",
        "include: [\"DC=contoso,DC=com\"]\n          exclude: [\"OU=Robots,DC=contoso,DC=com\"]", "exclusions"
      ),
      (
        "\nwaves:",
        "\n  - { name: fabrikam.com, domains: [{ name: fabrikam.com, counts: { users: 0, groups: 0, contacts: 0 }, connect-scope: { include: [] } }] }\nwaves:",
        "forests"
      ),
    ])
  func eachGateRefusesAlone(old: String, new: String, gate: String) throws {
    let verdict = try Self.verdict([(old, new)])
    #expect(Self.states(verdict, .failed) == [gate])
    #expect(verdict.overall == .no)
  }

  @Test func writebackOfPasswordsAndExchangeIsAllowed() throws {
    let verdict = try Self.verdict([
      ("password-writeback: no", "password-writeback: yes"), ("exchange-hybrid-writeback: no", "exchange-hybrid-writeback: yes"),
    ])
    #expect(verdict.overall == .yes)
  }

  @Test(arguments: [(30, true), (31, false)])
  func thirtyContainersPass(count: Int, passes: Bool) throws {
    let list = (1...count).map { "\"OU=Unit\($0),DC=contoso,DC=com\"" }.joined(separator: ", ")
    let verdict = try Self.verdict([("include: [\"DC=contoso,DC=com\"]", "include: [\(list)]")])
    #expect(Self.states(verdict, .failed) == (passes ? [] : ["containers"]))
  }

  @Test(
    arguments: [
      ("device-sync: no", "device-sync: unknown", "device-sync"), ("          contacts: 40\n", "", "objects"),
      ("  custom-rules:\n    simple-expression: 0\n    join: 0\n    multi-source: 0\n    filter: 0\n", "", "custom-rules"),
    ])
  func anUnknownFactLeavesItOpen(old: String, new: String, gate: String) throws {
    let verdict = try Self.verdict([(old, new)])
    #expect(Self.states(verdict, .unknown) == [gate])
    #expect(verdict.overall == .cannotTell)
  }

  @Test func aFailedGateDecidesWhateverIsUnknown() throws {
    let verdict = try Self.verdict([("device-sync: no", "device-sync: unknown"), ("cloud: global", "cloud: china")])
    #expect(verdict.overall == .no)
  }
}
