import Plan
import TemplateEngine

/// The first page of each folder that belongs to one phase of the whole estate.
enum PhasePages: ArtifactKind {
  static let name = "phase-page"
  static let purpose =
    "One phase of the whole estate (assessment, backup, agents, cutover, decommission, steady state), step by step."

  private static let template = "Markdown/phase.md"

  static let templates = [
    TemplateUse(
      template, .object(["kit": KitValues.table.shape, "page": PageValues.table.shape, "phase": PhaseValues.table.shape]))
  ]

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    return pages.phases.filter { $0.phase.wave == nil }.map { phase in
      let page = Page(pages: pages, path: "\(phase.phase.folder)/README.md")
      let value = TemplateValue.object([
        "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
        "phase": PhaseValues.table.value(of: PhaseSection(pages: pages, numbered: phase, page: page.path)),
      ])
      return Artifact(
        path: page.path, bytes: templates.render(template, value), kind: name, steps: phase.phase.steps.map(\.id),
        keyPaths: phase.phase.steps.flatMap(\.keyPaths))
    }
  }
}
