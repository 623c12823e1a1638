import Diagnostics

/// Every rule on what the inventory measured, sorted by name. They apply to an input that names an inventory.
enum InventoryRules {
  static let all: [SiteRule] = [
    AnchorDiffersRule.rule, AnchorNotFilledRule.rule, AttributeProblemsRule.rule, ContainerNotInDirectoryRule.rule,
    CountedLessRule.rule, CountedMoreRule.rule, ForeignMembersRule.rule, InventoryContradictionRule.rule,
    InventoryMissingRule.rule, LargeGroupsRule.rule, MeasuredAnswersRule.rule, UnitNotInDirectoryRule.rule,
    UnitSpelledDifferentlyRule.rule,
  ]
}

extension SiteRule {
  /// A rule that looks at each domain that the inventory has.
  static func onEachMeasuredDomain(
    _ code: FindingCode, check: @escaping @Sendable (Site, Domain, DomainInventory) -> [Finding]
  ) -> SiteRule {
    SiteRule(code) { site in
      site.environment.domains.flatMap { _, domain in
        site.inventory.domain(named: domain.name.value).map { check(site, domain, $0) } ?? []
      }
    }
  }
}

extension Site {
  /// A finding at a place of the inventory. The place stands in the fact, for reports that show key paths only.
  func finding(
    _ code: FindingCode, _ severity: Finding.Severity, _ fact: String, remedy: String, at place: SourceRange,
    keyPath: String = RootShape.inventory.name
  ) -> Finding {
    Finding(code, severity, fact: "\(fact) (\(inventory.place(place))).", remedy: remedy, at: place, keyPath: keyPath)
  }
}
