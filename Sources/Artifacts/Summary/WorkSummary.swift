import Model
import Plan

/// What has to be done and what stands against it.
enum WorkSummary {
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    let steps = plan.phases.flatMap(\.steps) + plan.rollbacks.flatMap(\.steps)
    return plan.phases.map { SummarySection(.work, "phase \($0.id)", lists: [("step", $0.steps.map(\.id))]) }
      + plan.rollbacks.map { rollback in
        let wave = rollback.wave.map { " of wave \(plan.environment.waves[$0].name.value)" } ?? ""
        return SummarySection(.work, "way back \(rollback.id)\(wave)", lists: [("step", rollback.steps.map(\.id))])
      }
      + [
        SummarySection(
          .work, "withheld scripts", lists: [("withheld script", steps.filter(plan.withholds).compactMap { $0.script?.path })])
      ]
      + [SummarySection(.findings, "kit", values: [("made with --force", plan.isForced ? "yes" : nil)])]
      + plan.findings.map { finding in
        SummarySection(
          .findings, "finding \(finding.code.name) at \(finding.keyPath)",
          values: [
            ("severity", finding.severity.rawValue), ("waived", finding.waiver.map { _ in "yes" }),
            ("fact", finding.fact),
          ])
      }
      + plan.environment.waivers.map { waiver in
        SummarySection(
          .findings, "waiver of \(waiver.finding.value)",
          values: [("signed off by", waiver.who.value), ("reason", waiver.reason.value)])
      }
  }
}
