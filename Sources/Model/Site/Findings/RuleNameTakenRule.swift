import ConnectExport
import Diagnostics
import Vocabulary

/// Rules that have one of our names and are not ours.
enum RuleNameTakenRule {
  static let code = FindingCode(
    "rule-name-taken",
    limit:
      "Our rules are found by their identifiers. A rule with one of our names and another identifier was made by hand, cloned, or belongs to the kit "
      + "of another tenant; the installing script refuses to go on beside it.",
    citations: [.inference], isWaivable: false)

  static let rule = SiteRule.onEachServer(code) { site, server in
    let names = RuleIdentity.all(site.environment)
    return RuleSorting(server.export, site.environment).custom.filter { rule in
      names.contains { isSameName($0.name, rule.name.text) }
    }.map { rule in
      server.finding(
        code, .blocker,
        "A rule with the name \(MessageText.quote(rule.name.text)) has the identifier \(rule.id.text), which is not ours",
        remedy: "Rename or remove it after you know whose it is.", at: rule.name.place)
    }
  }
}
