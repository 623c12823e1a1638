import ConnectExport
import Diagnostics
import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@testable import Artifacts

/// What our writer spells, the reader of site exports understands as the same rule.
@Suite struct RuleReadBackTests {
  @Test(arguments: ["contoso", "fabrikam"])
  func `23: Every rule reads back as it is`(name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    let connector = try #require(GUID("ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d"))
    for revision in plan.revisions {
      let rules = plan.rules.rules(of: revision)
      let files = rules.map { rule in
        let path = "SynchronizationRules/\(RuleXML.fileName(rule.rule))"
        return ExportFile(
          path: path, name: path, bytes: RuleXML.bytes(rule, connector: connector.braced, scopeOperator: .endsWith))
      }
      var diagnostics = DiagnosticList()
      let export = ExportReader.read(files, folder: "kit", into: &diagnostics)
      #expect(diagnostics.all.allSatisfy { $0.code.name == "export-incomplete" }, "rules alone are no whole export")
      #expect(export.rules.count == rules.count)
      for (scoped, read) in zip(rules, export.rules) {
        let rule = scoped.rule
        #expect(read.id == rule.id && read.name.text == rule.name && read.description == rule.description)
        #expect(read.direction.rawValue == rule.directionName && read.linkType.spelling == rule.linkType)
        #expect(read.precedence == rule.precedence && !read.isDisabled && read.immutableTag == "" && read.connector == connector)
        #expect(read.sourceObjectType == rule.sourceObjectType && read.targetObjectType == rule.targetObjectType)
        #expect(read.mappings.map(\.source) == (rule.isInbound ? [.constant("True")] : []))
        let scope = read.scope.map { $0.map { "\($0.attribute) \($0.operator) \($0.value.text)" } }
        let expected =
          rule.isInbound
          ? scoped.scopeValues(for: .endsWith).map { ["dn ENDSWITH \($0)"] } : [["cloudNoFlow EQUAL True"]]
        #expect(scope == expected)
      }
    }
  }
}
