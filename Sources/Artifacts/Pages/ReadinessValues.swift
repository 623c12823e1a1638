import Model
import Plan

/// What the readiness report may say.
enum ReadinessValues {
  static let table = ValueTable<Page>([
    .list("blockers", FindingValues.table) { $0.plan.blockers },
    .list("waived", FindingValues.table) { page in page.plan.findings.filter { $0.waiver != nil } },
    .list("conditions", FindingValues.table) { $0.findings(.partial) },
    .list("questions", FindingValues.table) { $0.findings(.question) },
    .list("information", FindingValues.table) { $0.findings(.information) },
    .list("findings", FindingValues.table) { $0.plan.findings },
    .flag("hasFindings") { !$0.plan.findings.isEmpty },
    .list("gates", gateTable) { $0.plan.wizard.gates },
    .list("wizardSources", CitationValues.table) { _ in WizardVerdict.citations },
    .list("numbers", NumberValues.table) { DomainNumber.all($0.plan.environment) },
    .list("limits", LimitRow.table) { _ in LimitRow.list },
    .list("contradictions", ContradictionValues.table) { _ in Contradiction.list },
  ])

  static let gateTable = ValueTable<WizardVerdict.Gate>([
    .text("name") { $0.name },
    .text("boundary") { $0.boundary },
    .text("value") { $0.value },
    .text("state") { $0.state.rawValue },
    .flag("isFailed") { $0.state == .failed },
    .flag("isDecidedByInput") { $0.isDecidedByInput },
  ])
}

extension Page {
  /// The findings of one severity that nobody has waived.
  func findings(_ severity: Finding.Severity) -> [Finding] {
    plan.findings.filter { $0.severity == severity && $0.waiver == nil }
  }
}
