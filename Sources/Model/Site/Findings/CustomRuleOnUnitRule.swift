import ConnectExport
import Diagnostics
import Vocabulary

/// Inbound rules of the site's that take objects of a unit.
enum CustomRuleOnUnitRule {
  static let code = FindingCode(
    "custom-rule-on-unit",
    limit:
      "What a custom inbound rule gives the objects of a unit stays behind when the unit is handed over: Cloud Sync reads Active Directory, not the "
      + "metaverse.",
    citations: [.decisionGuide, .inference])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading else { return [] }
    return RuleSorting(server.export, site.environment).custom.compactMap { rule in
      guard !rule.isDisabled, rule.direction == .inbound, let unit = unit(rule, server, site.environment) else { return nil }
      return server.finding(
        code, .partial,
        "The custom rule \(MessageText.quote(rule.name.text)) takes objects of \(MessageText.quote(unit.value.text))",
        remedy:
          "Give the attributes that it writes a mapping in Cloud Sync (\(destinations(rule))), or sign off that they stand still.",
        at: rule.name.place)
    }
  }

  /// The first unit that the rule's scope reaches, of a forest and a class that the rule is for.
  private static func unit(
    _ rule: ExportRule, _ server: SiteExports.Server, _ environment: Environment
  ) -> Located<DistinguishedName>? {
    for forest in environment.forests {
      guard ExportConnectorIDs.connector(of: forest, in: server.export)?.id == rule.connector,
        forest.objectTypes.contains(where: {
          isSameName($0.value.connectorSpaceType, rule.sourceObjectType)
        })
      else { continue }
      for unit in forest.domains.flatMap({ environment.units(in: $0) }) where reaches(rule, unit.value) { return unit }
    }
    return nil
  }

  /// Whether any scope group can hold objects inside the unit. Only clauses on the name decide; others are taken as met.
  private static func reaches(_ rule: ExportRule, _ unit: DistinguishedName) -> Bool {
    if rule.scope.isEmpty { return true }
    let text = foldedASCII(unit.text)
    return rule.scope.contains { group in
      group.filter { foldedASCII($0.attribute) == Array("dn".utf8) }.allSatisfy { clause in
        let value = foldedASCII(clause.value.text)
        switch foldedASCII(clause.operator) {
        case Array("endswith".utf8):
          // Around the unit, or below it.
          return text.suffix(value.count).elementsEqual(value) || value.suffix(text.count).elementsEqual(text)
        case Array("notendswith".utf8): return !text.suffix(value.count).elementsEqual(value)
        case Array("notcontains".utf8): return !contains(text, clause.value.text.lowercased())
        default: return true
        }
      }
    }
  }

  private static func destinations(_ rule: ExportRule) -> String {
    let names = rule.mappings.prefix(8).map { MessageText.visible($0.destination.text) }
    return names.isEmpty ? "none" : names.joined(separator: ", ") + (rule.mappings.count > 8 ? ", …" : "")
  }
}
