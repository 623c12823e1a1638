import Model
import Plan
import TemplateEngine
import Vocabulary

/// The parity-gap and limits report, for people and for programs.
enum ReadinessReport: ArtifactKind {
  static let name = "readiness"
  static let purpose = "What Cloud Sync cannot do for this estate, what it does on a condition, and what nobody has answered yet."

  private static let template = "Markdown/readiness.md"

  static let templates = [
    TemplateUse(
      template,
      .object(["kit": KitValues.table.shape, "page": PageValues.table.shape, "readiness": ReadinessValues.table.shape]))
  ]

  static func markdownPath(in plan: MigrationPlan) -> String { "\(plan.layout.assess)/readiness.md" }
  static func jsonPath(in plan: MigrationPlan) -> String { "\(plan.layout.assess)/readiness.json" }

  static func artifacts(for plan: MigrationPlan, _ templates: KitTemplates) -> [Artifact] {
    let page = Page(pages: PagePlan(plan), path: markdownPath(in: plan))
    let value = TemplateValue.object([
      "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
      "readiness": ReadinessValues.table.value(of: page),
    ])
    let keyPaths = plan.findings.map(\.keyPath)
    return [
      Artifact(path: page.path, bytes: templates.render(template, value), kind: name, steps: steps, keyPaths: keyPaths),
      Artifact(path: jsonPath(in: plan), bytes: json(page).bytes, kind: name, steps: steps, keyPaths: keyPaths),
    ]
  }

  private static let steps = ["assess.read-readiness"]

  private static func json(_ page: Page) -> OrderedJSON {
    let plan = page.plan
    let verdict = Verdict(plan)
    return .object([
      ("format", .integer(1)),
      ("environment", .text(plan.environment.name.value)),
      ("tenant", .text(plan.environment.tenant.id.value.text)),
      ("cloud", .text(plan.environment.tenant.cloud.value.rawValue)),
      ("goal", .text(plan.environment.goal.value.rawValue)),
      ("verdict", .text(verdict.rawValue)),
      ("findings", .list(plan.findings.map(finding))),
      ("withheld", .list(page.pages.withheldFiles.map(OrderedJSON.text))),
      (
        "wizard",
        .object([
          ("takesTheEstate", .text(plan.wizard.overall.rawValue)),
          ("gates", .list(plan.wizard.gates.map(gate))),
          ("sources", .list(WizardVerdict.citations.map(source))),
        ])
      ),
      (
        "limits",
        .list(
          LimitRow.list.map { row in
            .object([
              ("subject", .text(row.subject)), ("value", .integer(row.limit.value)), ("consequence", .text(row.consequence)),
              ("source", source(row.limit.citation)),
            ])
          })
      ),
      (
        "contradictions",
        .list(
          Contradiction.list.map { item in
            .object([
              ("topic", .text(item.topic)), ("one", .text(item.one)), ("other", .text(item.other)), ("used", .text(item.used)),
              ("sources", .list(item.citations.map(source))),
            ])
          })
      ),
    ])
  }

  private static func finding(_ finding: Finding) -> OrderedJSON {
    .object([
      ("code", .text(finding.code.name)),
      ("severity", .text(finding.severity.rawValue)),
      ("blocks", .flag(finding.blocks)),
      ("fact", .text(finding.fact)),
      ("keyPath", .text(finding.keyPath)),
      ("limit", .text(finding.code.limit)),
      ("remedy", .text(finding.remedy)),
      ("waivable", .flag(finding.code.isWaivable)),
      (
        "waiver",
        finding.waiver.map { .object([("reason", .text($0.reason.value)), ("who", .text($0.who.value))]) } ?? .null
      ),
      ("sources", .list(finding.code.citations.map(source))),
    ])
  }

  private static func gate(_ gate: WizardVerdict.Gate) -> OrderedJSON {
    .object([
      ("name", .text(gate.name)), ("boundary", .text(gate.boundary)), ("value", .text(gate.value)),
      ("state", .text(gate.state.rawValue)), ("decidedByInput", .flag(gate.isDecidedByInput)),
    ])
  }

  private static func source(_ citation: Citation) -> OrderedJSON {
    .object([("key", .text(citation.key)), ("title", .text(citation.title)), ("date", .text(citation.date))])
  }
}
