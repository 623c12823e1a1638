import ConnectExport
import Diagnostics
import Vocabulary

/// Each of the site's own rules by name.
enum CustomRuleInExportRule {
  static let code = FindingCode(
    "custom-rule",
    limit:
      "Cloud Sync has no synchronization rules. A rule is the site's own when its tag does not begin with 'Microsoft.'; ours are told by their "
      + "identifiers and not counted. A custom rule above 99 can be shifted by an upgrade.",
    citations: [.decisionGuide, .importExport])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading else { return [] }
    return RuleSorting(server.export, site.environment).custom.map { rule in
      let kind = CustomRuleClass(rule)
      let state = rule.isDisabled ? ", disabled" : ""
      let high = rule.precedence > Limit.highestCustomPrecedence.value ? ", above 99" : ""
      return server.finding(
        code, .information,
        "Custom rule \(MessageText.quote(rule.name.text)) (\(rule.direction.rawValue), \(rule.linkType.spelling), precedence \(rule.precedence)\(high)\(state)) \(kind.title)",
        remedy: rule.isDisabled
          ? "Nothing to move as long as it stays disabled."
          : "Say what it does by an attribute mapping or by units, or give it up; its class decides (\(kind.rawValue)).",
        at: rule.name.place)
    }
  }
}
