import Diagnostics

/// Domains without a result, where an inventory is named.
enum InventoryMissingRule {
  static let code = FindingCode(
    "inventory-missing",
    limit: "What no script measured is not known; it is never taken for none.", citations: [.inference])

  static let rule = SiteRule(code) { site in
    let domains = site.environment.domains.map(\.domain).filter { site.inventory.domain(named: $0.name.value) == nil }
    let missing = domains.map { domain in
      code.finding(
        .question, fact: "The inventory has no result for the domain '\(domain.name.value)'.",
        remedy: "Run the inventory script of the kit against the domain, and put its result beside the others.", at: domain.name)
    }
    let trees = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
      guard result.units == nil, !site.environment.units(in: domain).isEmpty else { return [] }
      return [
        site.finding(
          code, .question, "The inventory does not list the organizational units of '\(domain.name.value)'",
          remedy: "Run the inventory script of this version of the kit.", at: result.name.range)
      ]
    }
    return missing + trees.check(site)
  }
}
