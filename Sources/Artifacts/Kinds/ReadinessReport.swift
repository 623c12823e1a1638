import JSON
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

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    let page = Page(pages: pages, path: markdownPath(in: plan))
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

  private static func json(_ page: Page) -> JSONValue {
    let plan = page.plan
    let verdict = Verdict(plan)
    return .object([
      ("format", .number(1)),
      ("environment", .text(plan.environment.name.value)),
      ("tenant", .text(plan.environment.tenant.id.value.text)),
      ("cloud", .text(plan.environment.tenant.cloud.value.rawValue)),
      ("goal", .text(plan.environment.goal.value.rawValue)),
      ("verdict", .text(verdict.rawValue)),
      ("findings", .array(plan.findings.map(finding))),
      ("withheld", .texts(page.pages.withheldFiles)),
      (
        "wizard",
        .object([
          ("takesTheEstate", .text(plan.wizard.overall.rawValue)),
          ("gates", .array(plan.wizard.gates.map(gate))),
          ("sources", .array(WizardVerdict.citations.map(source))),
        ])
      ),
      ("numbers", .array(DomainNumber.all(plan.environment).map(NumberValues.json))),
      (
        "limits",
        .array(
          LimitRow.list.map { row in
            .object([
              ("subject", .text(row.subject)), ("value", .number(row.limit.value)), ("consequence", .text(row.consequence)),
              ("source", source(row.limit.citation)),
            ])
          })
      ),
      (
        "contradictions",
        .array(
          Contradiction.list.map { item in
            .object([
              ("topic", .text(item.topic)), ("one", .text(item.one)), ("other", .text(item.other)), ("used", .text(item.used)),
              ("sources", .array(item.citations.map(source))),
            ])
          })
      ),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    .object([
      ("code", .text(finding.code.name)),
      ("severity", .text(finding.severity.rawValue)),
      ("blocks", .boolean(finding.blocks)),
      ("fact", .text(finding.fact)),
      ("keyPath", .text(finding.keyPath)),
      ("limit", .text(finding.code.limit)),
      ("remedy", .text(finding.remedy)),
      ("waivable", .boolean(finding.code.isWaivable)),
      (
        "waiver",
        finding.waiver.map { .object([("reason", .text($0.reason.value)), ("who", .text($0.who.value))]) } ?? .null
      ),
      ("sources", .array(finding.code.citations.map(source))),
    ])
  }

  private static func gate(_ gate: WizardVerdict.Gate) -> JSONValue {
    .object([
      ("name", .text(gate.name)), ("boundary", .text(gate.boundary)), ("value", .text(gate.value)),
      ("state", .text(gate.state.rawValue)), ("decidedByInput", .boolean(gate.isDecidedByInput)),
    ])
  }

  private static func source(_ citation: Citation) -> JSONValue {
    .object([("key", .text(citation.key)), ("title", .text(citation.title)), ("date", .text(citation.date))])
  }
}
