import Diagnostics
import Vocabulary

/// Units that Active Directory spells otherwise.
enum UnitSpelledDifferentlyRule {
  static let code = FindingCode(
    "unit-spelled-differently",
    limit:
      "Whether the operators of Connect Sync's scopes, and Cloud Sync's containers, compare names without case is documented nowhere. A unit is "
      + "therefore written letter for letter as Active Directory returns it; the scripts stop at any other spelling. It is never waivable.",
    citations: [.inference], isWaivable: false)

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    guard let tree = result.units else { return [] }
    return site.environment.units(in: domain).compactMap { unit in
      guard let container = tree.container(unit.value), !container.name.text.utf8.elementsEqual(unit.value.text.utf8) else {
        return nil
      }
      return code.finding(
        .blocker,
        fact:
          "The input writes \(MessageText.quote(unit.value.text)), and Active Directory \(MessageText.quote(container.name.text)) (\(site.inventory.place(container.place))).",
        remedy: "Write \(MessageText.quote(container.name.text)).", at: unit)
    }
  }
}
