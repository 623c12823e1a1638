import Plan
import SampleEstates
import Testing

@testable import Artifacts

struct PageLayoutTests {
  @Test(arguments: [
    ("README.md", "00-assess/x.ps1", "00-assess/x.ps1"), ("a/b/c.md", "a/b/d.md", "d.md"), ("a/b/c.md", "a/d.md", "../d.md"),
    ("a/b/c.md", "README.md", "../../README.md"), ("a/b/c.md", "e/f/g.md", "../../e/f/g.md"), ("a/b.md", "a/", "."),
    ("README.md", "waves/01-pilot/", "waves/01-pilot/"),
  ])
  func linksAreAsShortAsTheyCanBe(_ page: String, _ target: String, _ link: String) {
    #expect(RelativeLink.path(from: page, to: target) == link)
  }

  @Test(arguments: [
    (5...5, "5 min"), (5...10, "5 to 10 min"), (30...120, "30 min to 2 h"), (140...200, "2 h 20 min to 3 h 20 min"),
  ])
  func timesReadAsPeopleSayThem(_ minutes: ClosedRange<Int>, _ text: String) {
    #expect(SpanOfTime.text(minutes) == text)
  }

  @Test func aFullGoalHasCutoverPagesAndAPartialOneASteadyState() throws {
    let full = try PageKit(SampleEstate.yaml("contoso")).pages.map(\.path)
    let partial = try PageKit(SampleEstate.yaml("fabrikam")).pages.map(\.path)
    for path in [
      "80-cutover/README.md", "80-cutover/validation.md", "90-decommission/README.md", "rollback/R5.md", "rollback/R6.md",
    ] {
      #expect(full.contains(path))
      #expect(!partial.contains(path))
    }
    for path in ["80-steady-state/README.md", "80-steady-state/validation.md"] {
      #expect(partial.contains(path))
      #expect(!full.contains(path))
    }
    #expect(Set(full).count == full.count)
    #expect(Set(partial).count == partial.count)
  }

  @Test func everyPageWithStepsThatLeadForwardPrintsTheWaivers() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    for page in kit.pages where !page.path.hasSuffix(".json") {
      #expect(Bytes.contain(page.bytes, "custom-rules-filter"), "\(page.path) does not print the waiver")
    }
  }

  @Test func everyRowOfMicrosoftsTableNamesAScriptOrAPerson() throws {
    let kit = try PageKit(SampleEstate.yaml("fabrikam"))
    let page = Page(pages: PagePlan(kit.plan), path: ValidationPage.path(in: kit.plan))
    let rows = ValidationRow.rows(of: kit.plan)
    #expect(
      rows.map(\.area) == [
        "User attributes", "Group memberships", "Password hash sync", "Writeback scenarios", "Provisioning logs", "Agent health",
        "Identity, licences, cloud groups",
      ])
    for row in rows { #expect(!ValidationSection(row: row, page: page).steps.isEmpty, "\(row.area) has no script") }
  }

  @Test func theSamePlanGivesTheSameBytes() throws {
    let one = try PageKit(SampleEstate.yaml("fabrikam"), findings: PageKit.findings)
    let other = try PageKit(SampleEstate.yaml("fabrikam"), findings: PageKit.findings)
    #expect(one.pages.map(\.path) == other.pages.map(\.path))
    #expect(one.pages.map(\.bytes) == other.pages.map(\.bytes))
  }
}
