import ConnectExport
import Diagnostics

/// Forests of the input that a Connect server has no connector for.
enum ForestNotConnectedRule {
  static let code = FindingCode(
    "forest-not-connected",
    limit: "Rules stand on a forest's connector. A server without it synchronizes nothing of that forest.",
    citations: [.ruleExport])

  static let rule = SiteRule.onEachServer(code) { site, server in
    site.environment.forests.filter { ExportConnectorIDs.connector(of: $0, in: server.export) == nil }.map { forest in
      let connectors = server.export.activeDirectoryConnectors.map { MessageText.quote($0.name.text) }
      let known = connectors.isEmpty ? "it has none to Active Directory" : "it has \(connectors.joined(separator: ", "))"
      return code.finding(
        .blocker,
        fact: "\(server.name) has no connector to the forest '\(forest.name.value)'; \(known).",
        remedy: "Correct the forest's or the connector's name, or connect the forest.", at: forest.name)
    }
  }
}
