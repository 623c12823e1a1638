import ConnectExport
import Diagnostics
import Vocabulary

/// Domains with units that Connect Sync does not synchronize.
enum DomainNotSelectedRule {
  static let code = FindingCode(
    "domain-not-selected",
    limit:
      "A unit has to be in Connect Sync's scope when its wave comes, and a domain that is not selected in the connector, or not known to it, "
      + "has nothing in scope.",
    citations: [.migration])

  static let rule = SiteRule.onEachServer(code) { site, server in
    site.environment.domains.compactMap { forest, domain in
      // A forest without a connector has a finding of its own.
      guard !site.environment.units(in: domain).isEmpty,
        let connector = ExportConnectorIDs.connector(of: forest, in: server.export)
      else { return nil }
      let partition = ExportScopes.partition(of: domain.name.value, in: server.export)
      guard partition?.isSelected != true else { return nil }
      return server.finding(
        code, .blocker,
        "The domain '\(domain.name.value)' is \(partition == nil ? "not known to" : "not selected in") the connector \(MessageText.quote(connector.name.text))",
        remedy: "Select the domain in the wizard and let one cycle pass, or take its units out of the waves.",
        at: partition?.name.place ?? connector.name.place)
    }
  }
}
