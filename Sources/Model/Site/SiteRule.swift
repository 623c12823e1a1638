import ConnectExport
import Diagnostics

/// One thing that the exports of the Connect servers, or the inventory, show.
struct SiteRule: Sendable {
  let code: FindingCode
  let check: @Sendable (Site) -> [Finding]

  init(_ code: FindingCode, check: @escaping @Sendable (Site) -> [Finding]) {
    self.code = code
    self.check = check
  }

  /// A rule that looks at each server's export by itself.
  static func onEachServer(
    _ code: FindingCode, check: @escaping @Sendable (Site, SiteExports.Server) -> [Finding]
  ) -> SiteRule {
    SiteRule(code) { site in site.exports.servers.flatMap { check(site, $0) } }
  }
}

extension SiteExports.Server {
  /// A finding at a place of this server's export. The place stands in the fact, for reports that show key paths only.
  func finding(
    _ code: FindingCode, _ severity: Finding.Severity, _ fact: String, remedy: String, at place: SourceRange
  ) -> Finding {
    Finding(code, severity, fact: "\(fact) (\(self.place(place))).", remedy: remedy, at: place, keyPath: keyPath)
  }
}

/// Every rule on exports, sorted by name.
enum SiteRules {
  static let all: [SiteRule] = [
    AlteredByWizardRule.rule, AlteredStandardRule.rule, AnchorByObjectGUIDRule.rule, AnsweredFromExportRule.rule,
    AttributeFlowRule.rule, AutoUpgradeRule.rule, CloudNoFlowRule.rule, ComputersSelectedRule.rule, ContradictionRule.rule,
    CustomRuleInExportRule.rule, CustomRuleOnUnitRule.rule, DeletionThresholdRule.rule, DomainNotSelectedRule.rule,
    ExecutedOnceRule.rule, ExportMissingRule.rule, FilteredAttributesRule.rule, ForeignNoFlowRule.rule,
    ForestNotConnectedRule.rule, ForestNotInInputRule.rule, InetOrgPersonSelectedRule.rule, OwnRulesRule.rule,
    RuleNameTakenRule.rule, SchedulerOffRule.rule, SharedPrecedenceRule.rule, StagingDiffersRule.rule,
  ]
}
