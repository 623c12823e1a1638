import ConnectExport
import Diagnostics
import SampleEstates

@testable import Model

/// Contoso with exports of its servers.
enum SiteSample {
  /// Contoso with everything unknown that an export can answer.
  static let open: [(String, String)] = [
    ("    device-sync: no\n", ""), ("    exchange-hybrid-writeback: no\n", ""),
    ("    password-hash-sync: yes\n    password-writeback: no", "    password-writeback: no"),
    ("  custom-rules:\n    simple-expression: 0\n    join: 0\n    multi-source: 0\n    filter: 0\n", ""),
    ("      ids:\n        SYNC01: ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d\n", ""),
    ("        connect-scope:\n          include: [\"DC=contoso,DC=com\"]\n", ""),
  ]

  /// Contoso with a second server.
  static let twoServers: [(String, String)] = [
    (
      "      role: active\n",
      "      role: active\n      export: exports/sync01\n    - name: SYNC02\n      role: staging\n      export: exports/sync02\n"
    )
  ]
  static let oneServer: [(String, String)] = [("      role: active\n", "      role: active\n      export: exports/sync01\n")]

  static func site(
    _ changes: [(String, String)] = oneServer, exports: [SampleExport] = [SampleExport()], into diagnostics: inout DiagnosticList
  ) throws -> Site {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso", replacing: changes))
    let servers = try zip(environment.connect.servers, exports).map { server, export in
      SiteExports.Server(server, try export.read(folder: "exports/\(server.name.value.lowercased())"))
    }
    return Site(environment, SiteExports(servers), into: &diagnostics)
  }

  /// What is found, without what every sample has: Contoso depends on Connect Health, and the export answers the connector's identifier.
  static func findings(_ changes: [(String, String)] = oneServer, _ exports: SampleExport...) throws -> [Finding] {
    var diagnostics = DiagnosticList()
    let findings = ReadinessCheck.run(try site(changes, exports: exports, into: &diagnostics))
    guard diagnostics.isEmpty else {
      throw SampleEstate.Refused(message: DiagnosticFormatter(texts: []).format(diagnostics.all))
    }
    return findings.filter { !["connect-health", "answered-from-export", "staging-servers"].contains($0.code.name) }
  }

  static func names(_ findings: [Finding]) -> [String] { findings.map { "\($0.severity.rawValue) \($0.code.name)" } }

  static func custom(
    _ name: String, precedence: Int = 40, id: String = "20000000-0000-4000-8000-000000000001",
    _ change: (inout SampleExport.Rule) -> Void = { _ in }
  ) -> SampleExport.Rule {
    var rule = SampleExport.Rule(id: id, name: name, precedence: precedence)
    change(&rule)
    return rule
  }

  /// An export with one more rule.
  static func export(with rules: SampleExport.Rule...) -> SampleExport {
    var export = SampleExport()
    export.rules += rules
    return export
  }
}
