import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// Findings that an export or an answer gives, each beside the nearest case that gives none.
@Suite struct ParityFindingTests {
  private typealias Sample = SiteSample

  @Test func aMappingThatIsExecutedOnceIsNamed() throws {
    func findings(_ once: Bool, _ disabled: Bool = false) throws -> [String] {
      let rule = Sample.custom("First password") {
        $0.mappings = [("usageLocation", "DE")]
        $0.isExecutedOnce = once
        $0.isDisabled = disabled
      }
      return Sample.names(
        try Sample.findings(
          Sample.oneServer + [("simple-expression: 0", "simple-expression: \(disabled ? 0 : 1)")], Sample.export(with: rule))
      )
      .filter { $0.hasSuffix("custom-rule-executed-once") }
    }
    #expect(try findings(true) == ["partial custom-rule-executed-once"])
    #expect(try findings(false) == [])
    #expect(try findings(true, true) == [])
  }

  @Test func computersThatRulesTakeAreAskedForWhereTheInputSaysNone() throws {
    func names(_ classes: [String], stated: Bool = false, source: String = "computer") throws -> [String] {
      var export = Sample.export(
        with: SampleExport.Rule(
          id: "30000000-0000-4000-8000-000000000001", name: "In from AD - Computer Join",
          tag: "Microsoft.InfromADComputerJoin.007",
          source: source, target: "device", precedence: 130))
      export.connectors[0].classes = classes
      if stated { export.set("Microsoft.OptionalFeature.DeviceWriteUp", "False") }
      return Sample.names(try Sample.findings(Sample.oneServer, export))
    }
    #expect(try names(["user", "group", "contact", "computer"]) == ["question computers-selected"])
    #expect(try names(["user", "group", "contact"]) == [], "the class is not read")
    #expect(try names(["user", "computer"], stated: true) == [], "the export says that device synchronization is off")
    #expect(try names(["user", "computer"], source: "user") == [], "no rule takes them")
  }

  @Test(arguments: [("True", ["partial attributes-held-back"]), ("False", []), ("", [])])
  func attributesThatTheWizardHoldsBackWouldBeWritten(value: String, expected: [String]) throws {
    var export = SampleExport()
    export.set("Microsoft.OptionalFeature.FilterAAD", value)
    #expect(Sample.names(try Sample.findings(Sample.oneServer, export)) == expected)
  }

  @Test(arguments: [
    ("disconnected-forests", "information disconnected-forests"), ("group-provisioning-wanted", "information group-provisioning"),
    ("user-provisioning-wanted", "information user-provisioning"),
  ])
  func anAnswerOfYesIsGoodToKnow(key: String, finding: String) throws {
    func names(_ answer: String) throws -> [String] {
      let changes = [("    \(key): no\n", "    \(key): \(answer)\n")]
      return Sample.names(ReadinessCheck.run(try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: changes))))
    }
    #expect(try names("yes").contains(finding))
    #expect(try !names("no").contains { $0.hasSuffix(finding.split(separator: " ")[1]) })
  }

  @Test func onlySeveralForestsAreAskedWhetherAllCanBeReached() throws {
    func asks(_ example: String) throws -> Bool {
      let yaml = SampleEstate.yaml(example, replacing: [("    disconnected-forests: no\n", "")])
      return ReadinessCheck.run(try SampleEstate.environment(yaml)).contains {
        $0.code.name == "disconnected-forests" && $0.severity == .question
      }
    }
    #expect(try !asks("contoso"))
    #expect(try asks("fabrikam"))
  }
}
