import Diagnostics

/// Servers without an export, where others have one.
enum ExportMissingRule {
  static let code = FindingCode(
    "export-missing",
    limit:
      "Rules and precedences can differ from server to server, and a staging server can take over any day. What nobody exported is not known.",
    citations: [.staging])

  static let rule = SiteRule(code) { site in
    guard !site.exports.servers.isEmpty else { return [] }
    return site.environment.connect.servers.filter { $0.export == nil }.map { server in
      code.finding(
        .question, fact: "\(server.name.value) has no configuration export.",
        remedy: "Run Get-ADSyncServerConfiguration -Path there and name the folder at 'export'.", at: server.name)
    }
  }
}
