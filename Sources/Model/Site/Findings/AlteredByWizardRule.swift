import ConnectExport
import Diagnostics

/// Rules with Microsoft's tag that the wizard itself counts as the site's own.
enum AlteredByWizardRule {
  static let code = FindingCode(
    "standard-rule-altered",
    limit:
      "The wizard's policy file lists rules that are not Microsoft's own any more. One that still has Microsoft's tag is a standard rule that somebody "
      + "edited in its place: rule files do not show that, and the next upgrade can put it back. Files of the policy are not renewed by changes made "
      + "in the rules editor or with PowerShell.",
    citations: [.importExport, .customRules])

  static let rule = SiteRule.onEachServer(code) { site, server in
    guard let policy = server.export.policy else { return [] }
    return RuleSorting(server.export, site.environment).standard.compactMap { rule in
      guard let listed = policy.customRules.first(where: { $0.id == rule.id }) else { return nil }
      return server.finding(
        code, .partial, "The wizard counts the standard rule \(MessageText.quote(rule.name.text)) as the site's own",
        remedy:
          "Compare it with the same rule of a fresh installation; say each difference by an attribute mapping or give it up.",
        at: listed.place)
    }
  }
}
