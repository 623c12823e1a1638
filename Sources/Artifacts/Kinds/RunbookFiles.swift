import Plan
import TemplateEngine

/// The whole flow, as Markdown and as one HTML page.
enum RunbookFiles: ArtifactKind {
  static let name = "runbook"
  static let purpose =
    "Every phase and step: who, where, how long, what it needs, what is expected, when to stop, what undoes it, and where that is written."

  private static let files = [("Markdown/runbook.md", "runbook.md"), ("Html/runbook.html", "runbook.html")]

  private static let shape = TemplateShape.object([
    "kit": KitValues.table.shape, "page": PageValues.table.shape, "runbook": RunbookValues.table.shape,
    "readiness": ReadinessValues.table.shape,
  ])

  static let templates = files.map { TemplateUse($0.0, shape) }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    return files.map { template, path in
      let page = Page(pages: pages, path: path)
      let value = TemplateValue.object([
        "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
        "runbook": RunbookValues.table.value(of: page), "readiness": ReadinessValues.table.value(of: page),
      ])
      return Artifact(
        path: path, bytes: templates.render(template, value), kind: name, steps: plan.phases.flatMap(\.steps).map(\.id),
        keyPaths: ["waves", "forests", "connect", "owners"])
    }
  }
}
