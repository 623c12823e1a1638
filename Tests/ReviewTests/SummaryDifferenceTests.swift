import Diagnostics
import Model
import Plan
import Review
import SampleEstates
import Testing

@testable import Artifacts

/// What an edit of an environment means.
struct SummaryDifferenceTests {
  /// The summary of an environment, by the way that a kit's is made and read.
  private static func summary(_ yaml: String) throws -> KitSummary {
    let environment = try SampleEstate.environment(yaml)
    let plan = try SampleEstate.plan(yaml, findings: ReadinessCheck.run(environment))
    return try KitSummary(reading: PlanSummary.json(plan).bytes)
  }

  private static func difference(_ estate: String, _ changes: [(String, String)]) throws -> SummaryDifference {
    SummaryDifference(try summary(SampleEstate.yaml(estate)), try summary(SampleEstate.yaml(estate, replacing: changes)))
  }

  @Test func `there are forty edits and more`() { #expect(Edit.all.count >= 40) }

  @Test(arguments: Edit.all)
  func `an edit gives exactly these changes, the worst first`(_ edit: Edit) throws {
    let found = try Self.difference(edit.estate, [(edit.before, edit.after)]).changes.filter { $0.risk != "work" }.map { change in
      let line = "\(change.risk) | \(change.text)"
      guard change.subject.utf8.starts(with: "finding ".utf8), change.name.utf8.isEmpty else { return line }
      // What the finding says is not this table's matter.
      return String(line.prefix(upTo: line.firstRange(of: ", fact ")?.lowerBound ?? line.endIndex)).replacing(
        ", waived yes", with: "")
    }
    #expect(found == edit.changes)
  }

  @Test(arguments: ["contoso", "fabrikam"]) func `the same environment has no difference`(_ estate: String) throws {
    #expect(try Self.difference(estate, []).changes.isEmpty)
  }

  @Test func `a layout of the file that changes no value has no difference`() throws {
    #expect(
      try Self.difference("contoso", [("[user, group, contact]", "\n      - contact\n      - group\n      - user")]).changes.map(
        \.name) == ["order of each object type"])
    #expect(try Self.difference("contoso", [("goal: full", "goal:   full # as agreed")]).changes.isEmpty)
  }

  @Test func `steps and withheld scripts are named, and long lists of them shortened`() throws {
    let lines = try Self.difference("contoso", [("users: 12000", "users: 150001")]).changes.filter { $0.risk == "work" }.map(
      \.text)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("withheld scripts: + withheld script 20-agents/20-install-agent-contoso.com.ps1, ") == true)
    #expect(lines.first?.hasSuffix(" more") == true)
    let wave = try Self.difference("contoso", [("  - name: staff\n", "  - name: employees\n")]).changes.filter {
      $0.risk == "work"
    }
    #expect(wave.map(\.text).contains("new phase waves.employees"))
    #expect(wave.map(\.text).contains("gone phase waves.staff"))
  }

  @Test(arguments: ["", "{", "[]", "{\"format\": 2}", "{\"format\": 1, \"environment\": \"a\", \"sections\": [1]}"])
  func `another file is no summary`(_ text: String) {
    #expect(throws: KitSummary.Problem.self) { try KitSummary(reading: Array(text.utf8)) }
  }
}
