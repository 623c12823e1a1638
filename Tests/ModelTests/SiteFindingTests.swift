import ConnectExport
import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

@Suite struct SiteFindingTests {
  private typealias Sample = SiteSample

  @Test func anExportThatAgreesFindsNothing() throws {
    #expect(Sample.names(try Sample.findings(Sample.oneServer, SampleExport())) == [])
  }

  @Test func whatTheFileLeavesOpenIsAnswered() throws {
    var export = SampleExport()
    export.set("Microsoft.OptionalFeature.DeviceWriteUp", "True")
    export.set("Microsoft.OptionalFeature.HybridExchange", "False")
    export.connectors[0].included = ["OU=CloudSyncPilot,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com"]
    export.connectors[0].excluded = ["DC=contoso,DC=com", "OU=Robots,OU=Staff,DC=contoso,DC=com"]
    export.rules.append(Sample.custom("Übersetzung für Straße") { $0.mappings = [("displayName", "Trim([displayName])")] })
    var diagnostics = DiagnosticList()
    let site = try Sample.site(Sample.open + Sample.oneServer, exports: [export], into: &diagnostics)
    let environment = site.environment
    #expect(diagnostics.isEmpty)
    #expect(environment.facts[.deviceSync].value == .yes)
    #expect(environment.facts[.deviceSync].range.file == "exports/sync01/GlobalSettings/MV.xml")
    #expect(environment.facts[.exchangeHybridWriteback].value == .no)
    #expect(environment.facts[.passwordHashSync].value == .yes)
    #expect(environment.forests[0].connector.id(on: "SYNC01")?.value == GUID(SampleExport.directory))
    #expect(environment.connect.customRules?.all.map(\.value) == [1, 0, 0, 0])
    let scope = try #require(environment.domains[0].domain.connectScope)
    #expect(scope.included.count == 2)
    #expect(scope.excluded.map(\.value.text) == ["OU=Robots,OU=Staff,DC=contoso,DC=com"], "the root says nothing more")
    let findings = ReadinessCheck.run(site)
    #expect(findings.contains { $0.code.name == "excluded-container-below-unit" && $0.severity == .blocker })
    #expect(
      findings.contains { $0.code.name == "answered-from-export" && $0.fact.contains("connect.features.device-sync is yes") })
  }

  @Test func whatABuildDoesNotWriteStaysAQuestion() throws {
    let findings = try Sample.findings(Sample.open + Sample.oneServer, SampleExport())
    #expect(findings.contains { $0.code.name == "device-sync" && $0.severity == .question })
    #expect(!findings.contains { $0.code.name == "password-hash-sync" })
  }

  @Test func contradictionsAreNamedWithBothPlaces() throws {
    var export = SampleExport()
    export.set("Microsoft.Synchronize.StagingMode", "True")
    export.set("Microsoft.Synchronize.ServerConfigurationVersion", "2.5.190.0")
    export.set("Microsoft.OptionalFeature.DeviceWriteBack", "True")
    export.set("Microsoft.SynchronizationOption.AnchorAttribute", "objectGUID")
    export.connectors[0].passwordHashSync = false
    export.connectors[0].included = ["OU=Staff,DC=contoso,DC=com"]
    export.connectors[0].excluded = ["DC=contoso,DC=com"]
    export.rules.append(Sample.custom("A", { $0.joins = [("mail", "mail")] }))
    let found = try Sample.findings(Sample.oneServer, export).filter { $0.code.name == "input-contradicts-export" }
    #expect(
      Set(found.map(\.keyPath)) == [
        "connect.servers[SYNC01].role", "connect.build", "connect.features.device-writeback", "connect.source-anchor",
        "connect.features.password-hash-sync", "forests[contoso.com].domains[contoso.com].connect-scope",
        "connect.custom-rules.join",
      ])
    #expect(found.allSatisfy { $0.blocks && $0.fact.contains("SYNC01: ") && $0.fact.contains("line ") })
  }

  @Test func aMetaverseWithoutTheAttributeIsABlocker() throws {
    var export = SampleExport()
    export.noFlowClasses = ["person"]
    let found = try Sample.findings(Sample.oneServer, export)
    #expect(Sample.names(found) == ["blocker cloud-no-flow-missing"])
    #expect(found[0].fact.contains("on group") && !found[0].code.isWaivable)
  }

  /// Each kind of custom rule is counted in its class.
  @Test(arguments: [
    ("custom-rules-filter", [("cloudFiltered", "True")], "Update", [], "Join"),
    ("custom-rules-join", [("mail", "[mail]")], "Update", [("mail", "mail")], "Join"),
    ("custom-rules-join", [("mail", "[mail]")], "Update", [], "Provision"),
    ("custom-rules-multi-source", [("mail", "[mail]")], "MergeCaseInsensitive", [], "Join"),
    ("custom-rules-multi-source", [("mail", "IIF(IsPresent([mail]),[mail],AuthoritativeNull)")], "Update", [], "Join"),
    ("custom-rules-simple", [("mail", "Trim([mail])")], "Update", [], "Join"),
  ])
  func customRulesAreClassified(
    code: String, mappings: [(String, String)], merge: String, joins: [(String, String)], link: String
  ) throws {
    let rule = Sample.custom("Own <rule> & more") {
      $0.mappings = mappings
      $0.mergeType = merge
      $0.joins = joins
      $0.link = link
    }
    let found = try Sample.findings(Sample.open + Sample.oneServer, Sample.export(with: rule))
    let classes = found.map(\.code.name).filter { $0.hasPrefix("custom-rules-") }
    #expect(classes == [code])
    #expect(found.contains { $0.code.name == "custom-rule" && $0.fact.contains("'Own <rule> & more'") })
    #expect(found.contains { $0.code.name == "custom-rule-on-unit" })
  }

  @Test func aDisabledCustomRuleIsListedAndNotCounted() throws {
    let rule = Sample.custom("Off") {
      $0.isDisabled = true
      $0.joins = [("mail", "mail")]
    }
    #expect(Sample.names(try Sample.findings(Sample.oneServer, Sample.export(with: rule))) == ["information custom-rule"])
  }

  /// Only rules that can take objects of a unit are named with one.
  @Test(arguments: [
    ([], true), ([[("dn", "ENDSWITH", "OU=Staff,DC=contoso,DC=com")]], true), ([[("dn", "ENDSWITH", "dc=contoso,dc=com")]], true),
    ([[("dn", "ENDSWITH", "OU=Sales,OU=Staff,DC=contoso,DC=com")]], true),
    ([[("dn", "ENDSWITH", "OU=Elsewhere,DC=contoso,DC=com")]], false),
    ([[("dn", "NOTENDSWITH", "DC=contoso,DC=com")]], false),
    ([[("mail", "ISNOTNULL", "")]], true),
  ])
  func aRuleOnAUnitIsFoundByItsScope(scope: [[(String, String, String)]], isFound: Bool) throws {
    let rule = Sample.custom("Own") { $0.scope = scope }
    let found = try Sample.findings(Sample.open + Sample.oneServer, Sample.export(with: rule))
    #expect(found.contains { $0.code.name == "custom-rule-on-unit" } == isFound)
  }

  @Test func foreignNoFlowRulesAreBlockers() throws {
    let inbound = Sample.custom("Pilot in") { $0.mappings = [("cloudNoFlow", "True")] }
    let outbound = Sample.custom("Pilot out", precedence: 99, id: "20000000-0000-4000-8000-000000000002") {
      $0.isInbound = false
      $0.connector = SampleExport.entra
      $0.source = "person"
      $0.target = "user"
      $0.link = "JoinNoFlow"
    }
    let found = try Sample.findings(Sample.open + Sample.oneServer, Sample.export(with: inbound, outbound))
    #expect(found.count { $0.code.name == "foreign-no-flow-rule" && $0.severity == .blocker } == 2)
  }

  @Test func aDisabledStandardRuleNamesItsClone() throws {
    var export = Sample.export(with: Sample.custom("In from AD - User Join - Cloned"))
    export.rules[0].isDisabled = true
    let found = try Sample.findings(Sample.open + Sample.oneServer, export)
    #expect(found.contains { $0.code.name == "standard-rule-disabled" && $0.fact.contains("'In from AD - User Join - Cloned'") })
  }
}
