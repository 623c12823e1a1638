import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// What holds for units holds for what stands in their place.
@Suite struct ExpansionLimitTests {
  /// A unit with so many included children, and one that Connect Sync leaves out. The wave before it has one unit more.
  private static func messages(children: Int, more: Int = 0) throws -> [Diagnostic] {
    let names = (1...children).map { "OU=Unit\($0),OU=Staff" }
    let others = (0..<more).map { "OU=Other\($0)" }
    var diagnostics = DiagnosticList()
    _ = try SampleEstate.site(
      SampleEstate.withoutTestObjects(SampleEstate.contoso(staff: ["OU=Staff"] + others, exclude: ["OU=X,OU=Staff"])),
      SampleTree(["OU=CloudSyncPilot", "OU=Staff", "OU=X,OU=Staff"] + names + others), into: &diagnostics)
    return diagnostics.all
  }

  @Test(arguments: [(49, nil), (50, "many-units"), (58, "many-units"), (59, "too-many-units")] as [(Int, String?)])
  func unitsCountWithTheirExpansions(children: Int, code: String?) throws {
    // The unit of the first wave makes it 50, 51, 59, 60.
    let found = try Self.messages(children: children)
    #expect(found.map(\.code.name) == (code.map { [$0] } ?? []))
    if code != nil {
      #expect(found[0].message.contains("has \(children + 1) units in all waves together, with those that stand in the place"))
    }
  }

  @Test func whatTheUnitsAloneExceedIsSaidOnce() throws {
    // 52 units are written, which was warned about; 53 with the expansion is the same warning.
    #expect(try Self.messages(children: 2, more: 50).isEmpty)
    #expect(try Self.messages(children: 10, more: 50).map(\.code.name) == ["too-many-units"])
  }

  @Test func aTestObjectHasToLieInWhatGoesOver() throws {
    func codes(_ object: String) throws -> [String] {
      var diagnostics = DiagnosticList()
      let yaml = SampleEstate.contoso(exclude: ["OU=X,OU=Staff"])
      let text = yaml.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.contains("Edsger Dijkstra") ? "      - \(object),DC=contoso,DC=com" : String(line)
      }.joined(separator: "\n")
      _ = try SampleEstate.site(
        text, SampleTree(["OU=CloudSyncPilot", "OU=Staff", "OU=B,OU=Staff", "OU=X,OU=Staff"]), into: &diagnostics)
      return diagnostics.all.map(\.code.name)
    }
    #expect(try codes("CN=Edsger,OU=B,OU=Staff") == [])
    #expect(try codes("CN=Edsger,OU=X,OU=Staff") == ["test-object-outside-wave"])
    #expect(try codes("CN=Edsger,OU=Staff") == ["test-object-outside-wave"])
  }

  @Test func usersAreNotMovedIntoAnExpandedUnit() throws {
    func codes(_ exclude: String) throws -> [String] {
      var diagnostics = DiagnosticList()
      let yaml = SampleEstate.withoutTestObjects(SampleEstate.contoso(exclude: [exclude]))
        .split(separator: "\n", omittingEmptySubsequences: false).map { line in
          line == "      - \"OU=Staff,DC=contoso,DC=com\""
            ? "\(line)\n    move-users: [\"CN=Ada,OU=Elsewhere,DC=contoso,DC=com\"]" : String(line)
        }.joined(separator: "\n")
      _ = try SampleEstate.site(
        yaml, SampleTree(["OU=CloudSyncPilot", "OU=Staff", "OU=B,OU=Staff", "OU=X,OU=Staff"]), into: &diagnostics)
      return diagnostics.all.map(\.code.name)
    }
    #expect(try codes("OU=X,OU=Staff") == ["move-into-expanded-unit"])
    #expect(try codes("OU=Elsewhere") == [])
  }

  /// The containers of the last kit, and what this one has in their place.
  @Test(
    arguments: [
      (["OU=B", "OU=C"], ["OU=B", "OU=C", "OU=X"], ["OU=X"], nil),
      (["OU=B", "OU=C"], ["OU=B", "OU=C", "OU=New", "OU=X"], ["OU=X"], nil),
      (["OU=B", "OU=C"], ["OU=B", "OU=X"], ["OU=X"], "has 'OU=C,OU=Staff,DC=contoso,DC=com' in the place of"),
      (["OU=B", "OU=C"], ["OU=B", "OU=C", "OU=X"], ["OU=C"], "has 'OU=C,OU=Staff,DC=contoso,DC=com' in the place of"),
      (["OU=b", "ou=C"], ["OU=B", "OU=C", "OU=X"], ["OU=X"], nil),
      (["OU=B", "OU=C"], ["OU=B", "OU=C"], [], "which now is taken whole"),
      ([""], ["OU=B", "OU=C", "OU=X"], ["OU=X"], "has the unit 'OU=Staff,DC=contoso,DC=com' whole"),
    ] as [([String], [String], [String], String?)])
  func whatALastKitHeldIsNeverLost(last: [String], now: [String], exclude: [String], message: String?) throws {
    var diagnostics = DiagnosticList()
    let yaml = SampleEstate.withoutTestObjects(SampleEstate.contoso(exclude: exclude.map { "\($0),OU=Staff" }))
    let site = try SampleEstate.site(
      yaml, SampleTree(["OU=CloudSyncPilot", "OU=Staff"] + now.map { "\($0),OU=Staff" }), into: &diagnostics)
    let units = last.map { $0.isEmpty ? "OU=Staff,DC=contoso,DC=com" : "\($0),OU=Staff,DC=contoso,DC=com" }
    RetiredUnits.check(
      site.environment, previousUnits: [("contoso.com", units + ["OU=CloudSyncPilot,DC=contoso,DC=com"])], into: &diagnostics)
    #expect(diagnostics.hasErrors == (message != nil))
    if let message {
      let found = try #require(diagnostics.all.first { $0.code.name == "retired-unit" })
      #expect(found.message.contains(message) && found.hint != nil, "\(found.message)")
      #expect(found.range == site.environment.waves[1].units[0].range)
    }
  }
}
