import Plan

/// The rules that the kit installs in Connect Sync, whatever their scope.
enum RuleSummary {
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    plan.rules.all.map { rule in
      SummarySection(
        .precedence, "rule '\(rule.name)'",
        values: [
          ("precedence", String(rule.precedence)), ("direction", rule.directionName), ("link type", rule.linkType),
          ("object type", "\(rule.sourceObjectType) to \(rule.targetObjectType)"), ("identifier", rule.id.text),
        ])
    }
  }
}
