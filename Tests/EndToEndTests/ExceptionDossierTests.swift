import Foundation
import Model
import SampleEstates
import Testing

/// The request to Microsoft for more time, as the kit and `assess` write it.
@Suite struct ExceptionDossierTests {
  private static let path = "fabrikam/00-assess/exception-dossier.md"

  /// Fabrikam with a group that is too large, which stands in the way, and a request.
  private static func estate(_ request: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let yaml = SampleEstate.yaml(
      "fabrikam",
      replacing: [
        ("largest-group: 31000", "largest-group: 50001"), ("build: 2.6.92.0", "build: 2.5.78.0"),
        (
          "        agents: [LABS-AGENT01",
          "        connect-scope: { include: [\"OU=Sites,DC=labs,DC=fabrikam,DC=net\"] }\n        agents: [LABS-AGENT01"
        ),
      ])
    try folder.write(yaml + request, to: "estate.yaml")
    return folder
  }

  private static let whole = """

    exception:
      deadline: 2026-09-30
      requested-end: 2027-06-30
      impact: People of fabrikam.com could not sign in; OU=Sales,DC=apac,DC=fabrikam,DC=com first of all.
      mitigations:
        - Moved OU=R\\+D\\, Labs once already, on FAB-SYNC02.
        - Asked Change board for more windows.
      milestones:
        - { name: preparation, by: 2026-12-31 }
        - { name: pilot, by: 2027-01-31 }
        - { name: research, by: 2027-03-31 }
        - { name: sales, by: 2027-06-30 }

    """

  /// Every word of the estate that must not leave it.
  private static func names() throws -> [String] {
    let environment = try SampleEstate.environment(SampleEstate.yaml("fabrikam"))
    var names = [
      "fabrikam", "emea", "apac", "labs", "change board", "identity platform team", "directory services", "dana whitfield",
    ]
    names += environment.connect.servers.map(\.name.value)
    names += environment.domains.flatMap { $0.domain.agents.map(\.value) + $0.domain.cloudSync.notify.map(\.value) }
    let objects =
      environment.waves.flatMap { $0.units + $0.testObjects.map(\.name) + $0.moves } + environment.staysOnConnect.map(\.unit)
    for object in objects {
      names.append(object.value.text)
      names += object.value.components.filter { $0.type != "DC" }.map(\.text)
    }
    return names + ["ou=", "cn=", "dc="]
  }

  @Test func aWholeRequestHoldsWhatMicrosoftAsksForAndNoName() throws {
    let folder = try Self.estate(Self.whole)
    let assessed = try Program.run(["assess", "estate.yaml", "--format", "exception"], in: folder.path)
    #expect(assessed.status == 1)
    #expect(try Program.run(["generate", "estate.yaml", "--output", "."], in: folder.path).status == 1)
    let page = try String(contentsOf: URL(filePath: folder.path + Self.path), encoding: .utf8)
    #expect(Array(page.utf8) == assessed.output, "the kit and the command say the same")
    for name in try Self.names() {
      #expect(!page.lowercased().contains(name.lowercased()), "\(name)")
      #expect(!assessed.errorText.lowercased().contains(name.lowercased()), "\(name)")
    }
    for text in [
      "7d0c2f4e-91b3-4a6d-8e2f-5a1b3c4d5e6f", "2026-09-30", "2027-06-30", "| Preparation: blockers removed", "| 2027-01-31 |",
      "Wave 3 of 3: 3 units", "members-per-group", "50001", "People of ", "on server-2", "connect-build-retired",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("to be filled in") && !page.contains("Not complete"))
  }

  @Test func whatNobodyStatedIsAMarkedGap() throws {
    let folder = try Self.estate("")
    _ = try Program.run(["generate", "estate.yaml", "--output", "."], in: folder.path)
    let page = try String(contentsOf: URL(filePath: folder.path + Self.path), encoding: .utf8)
    for key in ["deadline", "requested-end", "impact", "mitigations", "milestones"] {
      #expect(page.contains("(exception.\(key))"), "\(key)")
    }
    #expect(page.components(separatedBy: "to be filled in").count > 6)
    #expect(!page.contains("202" + "7-"), "no day comes from anywhere but the input")
  }

  @Test func anEstateThatIsReadyHasNoDossierUnlessItAsksForOne() throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleEstate.yaml("contoso"), to: "ready.yaml")
    try folder.write(SampleEstate.yaml("contoso") + "\nexception: { deadline: 2026-09-30 }\n", to: "asking.yaml")
    for (file, isThere) in [("ready", false), ("asking", true)] {
      #expect(try Program.run(["generate", "\(file).yaml", "--output", file], in: folder.path).status == 0)
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)\(file)/contoso/00-assess/exception-dossier.md") == isThere)
      let readiness = try String(
        contentsOf: URL(filePath: "\(folder.path)\(file)/contoso/00-assess/readiness.md"), encoding: .utf8)
      #expect(readiness.contains("(exception-dossier.md)") == isThere)
    }
  }

  @Test func namesThatOnlyAnExportHoldsAreHiddenToo() throws {
    var export = SampleExport()
    export.noFlowClasses = []
    var rule = SampleExport.Rule(id: "20000000-0000-4000-8000-000000000001", name: "Northwind - In from AD", precedence: 60)
    rule.mappings = [("cloudFiltered", "IIF([department]=\"X\",True,NULL)")]
    export.rules.append(rule)
    let folder = try TemporaryFolder()
    try folder.write(
      SampleEstate.yaml("contoso", replacing: [("      role: active\n", "      role: active\n      export: exports/sync01\n")]),
      to: "contoso.yaml")
    for file in export.texts { try folder.write(file.text, to: "exports/sync01/\(file.path)") }
    let open = try Program.run(["assess", "contoso.yaml"], in: folder.path).outputText
    let page = try Program.run(["assess", "contoso.yaml", "--format", "exception"], in: folder.path).outputText
    for name in ["northwind", "contoso", "sync01", "sync_sync01"] {
      #expect(!page.lowercased().contains(name), "\(name)")
    }
    #expect(open.contains("Northwind") && page.contains("custom-rule-1") && page.contains("cloud-no-flow-missing"))
  }
}
