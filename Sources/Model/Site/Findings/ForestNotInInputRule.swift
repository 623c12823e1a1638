import ConnectExport
import Diagnostics

/// Forests that Connect Sync synchronizes and the input does not mention.
enum ForestNotInInputRule {
  static let code = FindingCode(
    "forest-not-in-input",
    limit:
      "What Connect Sync synchronizes and no wave takes over has nobody to synchronize it after the cutover. Cross-forest references and merged "
      + "attributes do not exist in Cloud Sync.",
    citations: [.decisionGuide])

  static let rule = SiteRule.onEachServer(code) { site, server in
    let known = site.environment.forests.compactMap { ExportConnectorIDs.connector(of: $0, in: server.export)?.id }
    return server.export.activeDirectoryConnectors.filter { !known.contains($0.id) }.map { connector in
      server.finding(
        code, site.environment.goal.value == .full ? .blocker : .question,
        "The connector \(MessageText.quote(connector.name.text)) belongs to no forest of the input",
        remedy: "Add the forest, or remove its connector, or sign off what becomes of its objects.", at: connector.name.place)
    }
  }
}
