import Diagnostics
import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@testable import Artifacts

@Suite("Rule XML")
struct RuleXMLTests {
  private static let connector = "{ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d}"

  @Test func anInboundRuleHasTheBytesOfAnExport() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let rule = try #require(plan.rules.rules(of: plan.revisions[1]).first)
    let xml = String(decoding: RuleXML.bytes(rule, connector: Self.connector, scopeOperator: .endsWith), as: UTF8.self)
    #expect(
      xml == """
        <synchronizationRule>
          <id>\(rule.rule.id.braced)</id>
          <internal-id>\(rule.rule.id.braced)</internal-id>
          <version>1</version>
          <name>Cloud Sync migration - In from AD (contoso.com) - User NoFlow</name>
          <description>Syncshift: marks the objects of migrated units with cloudNoFlow.</description>
          <immutable-tag />
          <direction>Inbound</direction>
          <disabled>False</disabled>
          <connector>{ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d}</connector>
          <sourceObjectType>user</sourceObjectType>
          <targetObjectType>person</targetObjectType>
          <linkType>Join</linkType>
          <precedence>50</precedence>
          <precedence-after>{00000000-0000-0000-0000-000000000000}</precedence-after>
          <precedence-before>{00000000-0000-0000-0000-000000000000}</precedence-before>
          <softDeleteExpiryInterval>00:00:00</softDeleteExpiryInterval>
          <EnablePasswordSync>false</EnablePasswordSync>
          <attribute-mappings>
            <mapping>
              <dest>cloudNoFlow</dest>
              <src>True</src>
              <valueMergeType>Update</valueMergeType>
            </mapping>
          </attribute-mappings>
          <relationshipCriteria />
          <synchronizationCriteria>
            <conditions>
              <scope>
                <csAttribute>dn</csAttribute>
                <csOperator>ENDSWITH</csOperator>
                <csValue>OU=CloudSyncPilot,DC=contoso,DC=com</csValue>
              </scope>
            </conditions>
            <conditions>
              <scope>
                <csAttribute>dn</csAttribute>
                <csOperator>ENDSWITH</csOperator>
                <csValue>OU=Staff,DC=contoso,DC=com</csValue>
              </scope>
            </conditions>
          </synchronizationCriteria>
        </synchronizationRule>
        """)
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func everyRuleOfEveryRevisionFitsTheSchema(_ name: String) throws {
    let schema = try RelaxNG(path: RelaxNG.ruleSchema)
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    var count = 0
    for revision in plan.revisions {
      for scoped in plan.rules.rules(of: revision) {
        let connector = scoped.rule.isInbound ? Self.connector : SynchronizationRule.entraConnector.braced
        let bytes = RuleXML.bytes(scoped, connector: connector, scopeOperator: .endsWith)
        #expect(schema.problems(in: bytes) == [])
        count += 1
      }
    }
    #expect(count >= 12)
  }

  @Test func theSchemaRefusesWhatIsNotOurs() throws {
    let schema = try RelaxNG(path: RelaxNG.ruleSchema)
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let rule = try #require(plan.rules.rules(of: plan.revisions[0]).first)
    let good = String(decoding: RuleXML.bytes(rule, connector: Self.connector, scopeOperator: .endsWith), as: UTF8.self)
    for (old, new) in [
      ("<linkType>Join<", "<linkType>Provision<"), ("<precedence>50<", "<precedence>100<"),
      ("<csOperator>ENDSWITH<", "<csOperator>STARTSWITH<"),
      ("<src>True</src>", "<src>False</src>"), ("<immutable-tag />", "<immutable-tag>Microsoft.X.001</immutable-tag>"),
      ("{ae4db4cc", "{AE4DB4CC"),
    ] {
      let bad = good.split(separator: old, maxSplits: 1).joined(separator: new)
      #expect(bad != good)
      #expect(schema.problems(in: Array(bad.utf8)) != [], "\(new) passed")
    }
  }

  /// Names that could break out of XML, or that Swift's own text comparison would hide.
  static let names = [
    "R&D", "a<b>", "Müller & Söhne", "O’Brien's \"Team\"", "]]>", "&amp;", "'\u{301}", "\"\u{301}", "e\u{301}", "\u{e9}", "🙂",
    "$(rm -rf)", "`id`", "#>", "'@",
    String(repeating: "x", count: 10_000),
  ]

  @Test(arguments: names)
  func distinguishedNamesComeBackFromLibXMLUnchanged(_ name: String) throws {
    let unit = DistinguishedName(
      components: [RelativeDistinguishedName(type: "OU", value: name)] + DistinguishedName(domain: "contoso.com").components)
    var environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    environment.waves[0].units[0].value = unit
    var diagnostics = DiagnosticList()
    let plan = try #require(Planner.plan(environment, findings: [], wizard: WizardVerdict(of: environment), into: &diagnostics))
    let rule = try #require(plan.rules.rules(of: plan.revisions[0]).first)
    let bytes = RuleXML.bytes(rule, connector: Self.connector, scopeOperator: .endsWith)
    let value = try #require(XMLText.first("csValue", in: bytes))
    #expect(value.utf8.elementsEqual(unit.text.utf8))
  }

  @Test func anUnknownConnectorIdentifierGivesNoFileForInboundRules() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let paths = RuleFiles.files(of: plan).map(\.path)
    #expect(paths.contains { $0.hasPrefix("waves/02-research/30-rules/fab-sync01/xml/") })
    let labs = try #require(plan.rules.all.first { $0.connectorName == "labs.fabrikam.net" })
    #expect(paths.contains("waves/02-research/30-rules/fab-sync01/xml/\(RuleXML.fileName(labs))"))
    #expect(!paths.contains("waves/02-research/30-rules/fab-sync02/xml/\(RuleXML.fileName(labs))"))
  }
}
