import ConnectExport
import Diagnostics
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// Two forests on two servers: the larger example with exports.
@Suite struct SiteForestTests {
  private static func export(server: String, forest: String, labs: String, isStaging: Bool) -> SampleExport {
    var export = SampleExport()
    export.server = server
    export.set("Microsoft.Synchronize.StagingMode", isStaging ? "True" : "False")
    export.set("Microsoft.OptionalFeature.DeviceWriteUp", "False")
    var first = SampleExport.Connector()
    first.id = forest
    first.name = "fabrikam.com"
    first.partition = "DC=fabrikam,DC=com"
    first.included = ["DC=fabrikam,DC=com"]
    first.morePartitions = ["DC=emea,DC=fabrikam,DC=com", "DC=apac,DC=fabrikam,DC=com"]
    var second = SampleExport.Connector()
    second.id = labs
    second.name = "Labs (Zürich)"
    second.forest = "labs.fabrikam.net"
    second.partition = "DC=labs,DC=fabrikam,DC=net"
    second.included = ["DC=labs,DC=fabrikam,DC=net"]
    second.classes = ["user", "inetOrgPerson", "group"]
    export.connectors = [first, second]
    export.rules[0].connector = forest
    return export
  }

  private static let changes = [
    (
      "    - name: FAB-SYNC01\n      role: active\n",
      "    - name: FAB-SYNC01\n      role: active\n      export: exports/fab-sync01\n"
    ),
    ("      role: staging\n", "      role: staging\n      export: exports/fab-sync02\n"),
    ("      name: labs.fabrikam.net\n      ids:", "      name: Labs (Zürich)\n      ids:"),
    ("    device-sync: yes\n", "    device-sync: unknown\n"),
  ]

  private static func site(_ changes: [(String, String)] = changes, into diagnostics: inout DiagnosticList) throws -> Site {
    let environment = try SampleEstate.environment(SampleEstate.yaml("fabrikam", replacing: changes))
    let exports = [
      export(
        server: "FAB-SYNC01", forest: "5f0d9c6e-6a0b-4b7e-9b35-2a0b8a6f1c01", labs: "1b7a4c90-52de-4f6b-a3c8-9d0e7f5b6a03",
        isStaging: false),
      export(
        server: "FAB-SYNC02", forest: "8c2e1f74-3d57-4c1d-8f0e-6f3b9a7d2e02", labs: "c0000000-0000-4000-8000-0000000000aa",
        isStaging: true),
    ]
    let servers = try zip(environment.connect.servers, exports).map { server, export in
      SiteExports.Server(server, try export.read(folder: "exports/\(server.name.value.lowercased())"))
    }
    return Site(environment, SiteExports(servers), into: &diagnostics)
  }

  @Test func eachServerAnswersForItself() throws {
    var diagnostics = DiagnosticList()
    let site = try Self.site(into: &diagnostics)
    let labs = try #require(site.environment.forests.last).connector
    #expect(labs.id(on: "FAB-SYNC02")?.value == GUID("c0000000-0000-4000-8000-0000000000aa"))
    #expect(labs.id(on: "FAB-SYNC01")?.value == GUID("1b7a4c90-52de-4f6b-a3c8-9d0e7f5b6a03"))
    #expect(site.environment.domains.allSatisfy { $0.domain.connectScope?.included.count == 1 })
    #expect(site.environment.facts[.deviceSync].value == .no)
    let names = ReadinessCheck.run(site).map(\.code.name)
    for name in [
      "connector-id-unknown", "unit-outside-connect-scope", "staging-differs", "forest-not-in-input", "domain-not-selected",
    ] {
      #expect(!names.contains(name), "\(name)")
    }
  }

  @Test func aWaiverOfWhatIsNoLongerThereIsIdle() throws {
    var diagnostics = DiagnosticList()
    let site = try Self.site(into: &diagnostics)
    // The file counts three custom rules, one of them a filter, and the exports have none: the file stands, and the waiver with it.
    #expect(diagnostics.isEmpty)
    let contradicted = ReadinessCheck.run(site).filter { $0.code.name == "input-contradicts-export" }.map(\.keyPath)
    #expect(contradicted.contains("connect.custom-rules.filter") && contradicted.contains("connect.features.password-writeback"))
    let start = "  custom-rules:\n    simple-expression: 2\n    join: 0\n    multi-source: 0\n    filter: 1\n"
    _ = try Self.site(Self.changes + [(start, "")], into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == ["idle-waiver"])
  }

  @Test func aConnectorWithAnotherNameIsFoundByItsForestAndNamed() throws {
    var diagnostics = DiagnosticList()
    let site = try Self.site(Array(Self.changes.prefix(2)), into: &diagnostics)
    let found = ReadinessCheck.run(site).filter {
      $0.code.name == "input-contradicts-export" && $0.keyPath.hasSuffix("connector.name")
    }
    #expect(found.count == 2 && found.allSatisfy { $0.fact.contains("it is called 'Labs (Zürich)'") })
  }
}
