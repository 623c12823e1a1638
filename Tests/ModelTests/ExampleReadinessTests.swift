import Diagnostics
import Input
import Model
import SampleEstates
import Testing

@Suite struct ExampleReadinessTests {
  @Test func contosoHasNothingInItsWay() throws {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    let findings = ReadinessCheck.run(environment)
    #expect(findings.map { "\($0.severity.rawValue) \($0.code.name)" } == ["partial connect-health"])
    let verdict = WizardVerdict(of: environment)
    #expect(verdict.overall == .no)
    #expect(verdict.gates.filter { $0.state == .failed }.map(\.name) == ["objects"])
  }

  @Test func fabrikamIsBlockedByNothingThatIsNotSignedOff() throws {
    let findings = ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml("fabrikam")))
    let list = findings.map { "\($0.severity.rawValue) \($0.code.name)\($0.waiver == nil ? "" : ", waived")" }
    #expect(list.first == "blocker custom-rules-filter, waived")
    #expect(findings.filter(\.blocks).isEmpty)
    #expect(list.filter { $0 == "question unit-outside-connect-scope" }.count == 4)
    #expect(list.contains("question connector-id-unknown"))
  }
}
