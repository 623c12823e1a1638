import ConnectExport
import Diagnostics
import Vocabulary

/// inetOrgPerson objects that Connect Sync would read and nobody counted.
enum InetOrgPersonSelectedRule {
  static let code = FindingCode(
    "inetorgperson-selected",
    limit:
      "Connect Sync reads inetOrgPerson by default. Cloud Sync takes them with the users and has no password hash sync for them; they need an inbound "
      + "rule of their own, or both products write them.",
    citations: [.prerequisites2025, .ruleExport])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading else { return [] }
    return site.environment.domains.compactMap { forest, domain in
      guard !forest.objectTypes.contains(where: { $0.value == .inetOrgPerson }), domain.counts?.inetOrgPersons == nil,
        !site.environment.units(in: domain).isEmpty,
        let selected = ExportScopes.partition(of: domain.name.value, in: server.export)?.objectClasses.first(where: {
          $0.isWord("inetOrgPerson")
        })
      else { return nil }
      return server.finding(
        code, .question, "inetOrgPerson is selected for '\(domain.name.value)', is not handed over, and nobody counted any",
        remedy: "Count them; write the number at 'counts', and add inetOrgPerson to the object types when there are any.",
        at: selected.place)
    }
  }
}
