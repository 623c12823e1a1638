import ConnectExport
import Diagnostics
import Vocabulary

/// Rules of Microsoft's that somebody switched off.
enum AlteredStandardRule {
  static let code = FindingCode(
    "standard-rule-disabled",
    limit:
      "Microsoft's advice for a change is to disable the standard rule and to work on a clone of it. What the clone does differently has no "
      + "counterpart in Cloud Sync unless an attribute mapping can say it.",
    citations: [.customRules, .decisionGuide])

  static let rule = SiteRule.onEachServer(code) { site, server in
    let sorting = RuleSorting(server.export, site.environment)
    return sorting.standard.filter(\.isDisabled).map { rule in
      let clones = sorting.custom.filter { clone in
        !clone.isDisabled && clone.connector == rule.connector && clone.direction == rule.direction
          && isSameName(clone.sourceObjectType, rule.sourceObjectType)
          && isSameName(clone.targetObjectType, rule.targetObjectType)
      }
      let instead = clones.isEmpty ? "no rule of the site's stands in its place" : "in its place: \(names(clones))"
      return server.finding(
        code, .partial, "The standard rule \(MessageText.quote(rule.name.text)) is disabled; \(instead)",
        remedy: "Compare the two, and say each difference by an attribute mapping of Cloud Sync or give it up.",
        at: rule.name.place)
    }
  }

  private static func names(_ rules: [ExportRule]) -> String {
    rules.prefix(5).map { MessageText.quote($0.name.text) }.joined(separator: ", ") + (rules.count > 5 ? " and more" : "")
  }
}
