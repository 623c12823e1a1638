import ConnectExport
import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// What several servers, forests and our own rules show.
@Suite struct SiteServerTests {
  private typealias Sample = SiteSample

  private static func staging() -> SampleExport {
    var export = SampleExport()
    export.server = "SYNC02"
    export.set("Microsoft.Synchronize.StagingMode", "True")
    export.connectors[0].id = "c0000000-0000-4000-8000-000000000002"
    export.rules[0].connector = "c0000000-0000-4000-8000-000000000002"
    // Identifiers of standard rules differ from server to server too.
    export.rules[0].id = "30000000-0000-4000-8000-000000000001"
    export.rules[1].id = "30000000-0000-4000-8000-000000000002"
    return export
  }

  /// Our rules as a kit of the first wave installs them.
  private static func own(on connector: String, units: [String]) throws -> [SampleExport.Rule] {
    let tenant = try SampleEstate.environment(SampleEstate.yaml("contoso")).tenant.id.value
    return [ObjectType.user, .group, .contact].enumerated().flatMap { index, type in
      let inbound = RuleIdentity.inbound(tenant: tenant, connector: "contoso.com", type: type)
      var one = SampleExport.Rule(
        id: inbound.text, name: RuleIdentity.inboundName(connector: "contoso.com", type: type), connector: connector,
        source: type.connectorSpaceType, target: type.metaverseType, precedence: 50 + index)
      one.mappings = [("cloudNoFlow", "True")]
      one.scope = units.map { [("dn", "ENDSWITH", $0)] }
      var two = SampleExport.Rule(
        id: RuleIdentity.outbound(tenant: tenant, type: type).text, name: RuleIdentity.outboundName(type: type), isInbound: false,
        connector: SampleExport.entra, source: type.metaverseType, target: type.entraType, link: "JoinNoFlow",
        precedence: 53 + index)
      two.scope = [[("cloudNoFlow", "EQUAL", "True")]]
      return [one, two]
    }
  }

  @Test func serversThatAgreeDifferInNothing() throws {
    let found = try Sample.findings(Sample.twoServers, SampleExport(), Self.staging())
    #expect(Sample.names(found) == [])
  }

  @Test func differencesBetweenServersAreNamed() throws {
    var staging = Self.staging()
    staging.rules[1].isDisabled = true
    staging.rules.removeFirst()
    staging.rules.append(
      Sample.custom("Only here", id: "20000000-0000-4000-8000-000000000009") { $0.connector = staging.connectors[0].id })
    staging.connectors[0].included = ["OU=Staff,DC=contoso,DC=com"]
    staging.set("Microsoft.Synchronize.ServerConfigurationVersion", "2.5.190.0")
    let found = try Sample.findings(Sample.twoServers, SampleExport(), staging).filter { $0.code.name == "staging-differs" }
    let facts = found.map(\.fact)
    #expect(facts.contains { $0.hasPrefix("The rule 'In from AD - User Join' is missing on SYNC02") })
    #expect(facts.contains { $0.hasPrefix("The rule 'Only here' is missing on SYNC01") })
    #expect(facts.contains { $0.hasPrefix("The rule 'Out to AAD - User Join' is enabled on SYNC01 and disabled on SYNC02") })
    #expect(facts.contains { $0.hasPrefix("The scope of 'contoso.com' on SYNC02") })
    #expect(facts.contains { $0.contains("ServerConfigurationVersion is '2.6.92.0' on SYNC01 and '2.5.190.0' on SYNC02") })
    #expect(found.count == 5)
  }

  @Test func ourRulesAreRecognisedWithTheirRevision() throws {
    let pilot = "OU=CloudSyncPilot,DC=contoso,DC=com"
    for (units, wave) in [
      ([pilot], "revision 1, wave 'pilot'"), ([pilot, "ou=staff,DC=contoso,DC=com"], "revision 2, wave 'staff'"),
    ] {
      var export = SampleExport()
      export.rules += try Self.own(on: SampleExport.directory, units: units)
      let found = try Sample.findings(Sample.open + Sample.oneServer, export)
      #expect(!found.contains { $0.code.name == "custom-rule" || $0.code.name == "foreign-no-flow-rule" })
      let own = try #require(found.first { $0.code.name == "own-rules-installed" })
      #expect(own.severity == .information && own.fact.hasPrefix("6 rules of this kit are installed, of \(wave)"))
    }
    var stray = SampleExport()
    stray.rules += try Self.own(on: SampleExport.directory, units: ["OU=Other,DC=contoso,DC=com"])
    let own = try Sample.findings(Sample.oneServer, stray).first { $0.code.name == "own-rules-installed" }
    #expect(own?.severity == .partial && own?.fact.contains("fits no revision") == true)
  }

  @Test func ourRulesMissingOnOneServerAreNamed() throws {
    var active = SampleExport()
    active.rules += try Self.own(on: SampleExport.directory, units: ["OU=CloudSyncPilot,DC=contoso,DC=com"])
    let found = try Sample.findings(Sample.twoServers, active, Self.staging()).filter { $0.code.name == "staging-differs" }
    #expect(found.count == 6 && found.allSatisfy { $0.fact.contains("missing on SYNC02") })
  }

  @Test func ourNumbersAreNotTakenByOurselves() throws {
    var export = SampleExport()
    export.rules += try Self.own(on: SampleExport.directory, units: ["OU=CloudSyncPilot,DC=contoso,DC=com"])
    export.rules.append(Sample.custom("Site", precedence: 60))
    var diagnostics = DiagnosticList()
    let precedence = try Sample.site(exports: [export], into: &diagnostics).environment.connect.precedence
    #expect(precedence.inUse.map(\.value) == [60])
    #expect(precedence.ceiling?.number == 101)
  }

  @Test func oneOfOurNamesWithAnotherIdentifierIsABlocker() throws {
    let rule = Sample.custom(RuleIdentity.outboundName(type: .user)) { $0.isDisabled = true }
    let found = try Sample.findings(Sample.oneServer, Sample.export(with: rule))
    #expect(Sample.names(found).contains("blocker rule-name-taken"))
  }

  @Test func twoRulesWithOneNumberAreAnErrorThatNamesBoth() throws {
    let one = Sample.custom("First", precedence: 55)
    let two = Sample.custom("Second", precedence: 55, id: "20000000-0000-4000-8000-000000000002")
    var diagnostics = DiagnosticList()
    _ = try Sample.site(exports: [Sample.export(with: one, two)], into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == ["precedence-collision"])
    #expect(diagnostics.all[0].message.contains("'First' and 'Second'") && diagnostics.all[0].notes.count == 1)
  }

  @Test func anIdentifierThatTheExportContradictsIsAnError() throws {
    var export = SampleExport()
    export.connectors[0].id = "c0000000-0000-4000-8000-000000000003"
    export.rules[0].connector = export.connectors[0].id
    var diagnostics = DiagnosticList()
    _ = try Sample.site(exports: [export], into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == ["connector-id-contradiction"])
    #expect(diagnostics.all[0].range?.file == "sample.yaml")
  }

  @Test func forestsAndDomainsAreComparedWithTheConnectors() throws {
    var export = SampleExport()
    var second = SampleExport.Connector()
    second.id = "c0000000-0000-4000-8000-000000000004"
    second.name = "fabrikam.com"
    second.partition = "DC=fabrikam,DC=com"
    export.connectors.append(second)
    export.connectors[0].isSelected = false
    export.set("Microsoft.SynchronizationOption.JoinCriteria", "ObjectSID")
    let names = Sample.names(try Sample.findings(Sample.oneServer, export))
    #expect(names.contains("blocker forest-not-in-input"))
    #expect(names.contains("blocker domain-not-selected"))
    #expect(names.contains("blocker input-contradicts-export"), "objects are matched across two forests, and the file says no")
  }

  @Test(arguments: [
    ("Microsoft.Synchronize.SynchronizationSchedule", "False", "partial scheduler-off"),
    ("Microsoft.Synchronize.SchedulerSuspended", "True", "partial scheduler-off"),
    ("Microsoft.OptionalFeature.ExportDeletionThreshold", "False", "partial deletion-threshold-off"),
    ("Microsoft.OptionalFeature.AutoUpgradeState", "Enabled", "information auto-upgrade-on"),
  ])
  func serverSettingsThatMatterAreFound(setting: String, value: String, expected: String) throws {
    var export = SampleExport()
    export.set(setting, value)
    #expect(Sample.names(try Sample.findings(Sample.oneServer, export)) == [expected])
  }

  @Test func groupFilteringIsSeenOnTheConnectorAndInTheOption() throws {
    var export = SampleExport()
    export.connectors[0].filteringGroup = "CN=Pilot,DC=contoso,DC=com"
    export.set("Microsoft.OptionalFeature.GroupFiltering", "False")
    let found = try Sample.findings([("    group-filtering: no\n", "")] + Sample.oneServer, export)
    #expect(found.contains { $0.code.name == "group-filtering" && $0.severity == .blocker })
  }

  @Test func aStandardRuleThatTheWizardCountsAsTheSitesIsNamed() throws {
    var export = SampleExport()
    let lists = "\"customSynchronizationRules\": [{ \"uniqueIdentifier\": \"\(export.rules[0].id)\" }]"
    export.policy = "{ \"onpremisesDirectoryPolicy\": [{ \(lists) }] }"
    let found = try Sample.findings(Sample.oneServer, export)
    #expect(Sample.names(found) == ["partial standard-rule-altered"])
    #expect(found.first?.fact.contains("'In from AD - User Join'") == true)
    #expect(found.first?.fact.contains("(SYNC01: Applied-SynchronizationPolicy-20261001-080000.JSON, line 1)") == true)
  }
}
