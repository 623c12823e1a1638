import JSON
import Plan

/// `plan.json`: what the kit does, in the words in which two kits are compared.
///
/// The scripts say the same, spread over a few hundred files. `syncshift diff` and `plan` read this file, so that nothing has to be guessed from scripts.
enum PlanSummary: ArtifactKind {
  static let name = "plan-summary"
  static let purpose = "What the kit does, subject by subject: what 'diff' and 'plan' compare first."
  static let path = "plan.json"
  static let templates: [TemplateUse] = []

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    [Artifact(path: path, bytes: json(pages.plan).bytes, kind: name, keyPaths: ["environment"])]
  }

  static func json(_ plan: MigrationPlan) -> JSONValue {
    .object([
      ("format", .number(1)),
      ("environment", .text(plan.environment.name.value)),
      ("sections", .array(sections(of: plan).map(\.json))),
    ])
  }

  /// The worst risk first; within a risk, in the order of the plan.
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    let all =
      ScopeSummary.sections(of: plan) + DomainSummary.sections(of: plan) + RuleSummary.sections(of: plan)
      + WorkSummary.sections(of: plan) + SettingSummary.sections(of: plan)
    return SummarySection.Risk.allCases.flatMap { risk in
      all.filter { $0.risk == risk && !($0.values.isEmpty && $0.lists.isEmpty) }
    }
  }
}
