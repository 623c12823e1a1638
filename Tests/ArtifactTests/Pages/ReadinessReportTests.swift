import SampleEstates
import Testing

@testable import Artifacts

struct ReadinessReportTests {
  @Test func everyFindingIsInTheReportForPeopleAndInTheOneForPrograms() throws {
    let kit = try PageKit(SampleEstate.yaml("contoso"), findings: PageKit.findings)
    let markdown = try kit.text("00-assess/readiness.md")
    let json = try kit.text("00-assess/readiness.json")
    for finding in PageKit.findings {
      #expect(markdown.utf8Contains("### \(finding.code.name)"))
      #expect(markdown.utf8Contains("The fact of &lt;\(finding.code.name)&gt;"))
      #expect(markdown.utf8Contains("`\(finding.keyPath)`"))
      #expect(json.utf8Contains("\"code\": \"\(finding.code.name)\""))
    }
    #expect(json.utf8Contains("\"verdict\": \"blocked\""))
    #expect(json.utf8Contains("\"reason\": \"a *reason*\""))
  }

  @Test func aWaivedBlockerDoesNotBlock() throws {
    let findings = PageKit.findings.filter { $0.waiver != nil }
    let kit = try PageKit(SampleEstate.yaml("contoso"), findings: findings)
    #expect(try kit.text("00-assess/readiness.json").utf8Contains("\"withheld\": []"))
    #expect(try kit.text("README.md").utf8Contains("## Verdict: Ready with conditions"))
  }

  @Test func withoutAFindingTheEstateIsReady() throws {
    #expect(try PageKit(SampleEstate.yaml("contoso")).text("README.md").utf8Contains("## Verdict: Ready\n"))
  }
}
