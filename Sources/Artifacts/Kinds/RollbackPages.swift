import Plan
import TemplateEngine

/// The ways back: the list of what nobody ever does, and one page for each way.
enum RollbackPages: ArtifactKind {
  static let name = "rollback-page"
  static let purpose = "The way back from each phase, R0 to R6, and the list of what nobody ever does."

  private static let index = "Markdown/rollback-index.md"
  private static let way = "Markdown/rollback-way.md"

  private static let shape = TemplateShape.object([
    "kit": KitValues.table.shape, "page": PageValues.table.shape, "rollbacks": .list(RollbackValues.table.shape),
    "neverDo": .list(NeverDoValues.table.shape), "id": .text,
  ])

  static let templates = [TemplateUse(index, shape), TemplateUse(way, shape)]

  static func indexPath(in plan: MigrationPlan) -> String { "\(plan.layout.rollback)/README.md" }
  static func path(of id: String, in plan: MigrationPlan) -> String { "\(plan.layout.rollback)/\(id).md" }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    var ids: [String] = []
    for rollback in plan.rollbacks where !ids.contains(where: { $0.utf8.elementsEqual(rollback.id.utf8) }) {
      ids.append(rollback.id)
    }
    return [artifact(index, indexPath(in: plan), "", pages.rollbacks, pages, templates)]
      + ids.map { id in
        artifact(
          way, path(of: id, in: plan), id, pages.rollbacks.filter { $0.rollback.id.utf8.elementsEqual(id.utf8) }, pages, templates
        )
      }
  }

  private static func artifact(
    _ template: String, _ path: String, _ id: String, _ ways: [PagePlan.NumberedRollback], _ pages: PagePlan,
    _ templates: KitTemplates
  ) -> Artifact {
    let page = Page(pages: pages, path: path)
    let value = TemplateValue.object([
      "kit": KitValues.table.value(of: pages.plan), "page": PageValues.table.value(of: page),
      "rollbacks": .list(ways.map { RollbackValues.table.value(of: RollbackSection(pages: pages, numbered: $0, page: path)) }),
      "neverDo": .list(NeverDoValues.all.map(NeverDoValues.table.value)), "id": .text(id),
    ])
    return Artifact(
      path: path, bytes: templates.render(template, value), kind: name, steps: ways.flatMap(\.rollback.steps).map(\.id),
      keyPaths: ["waves", "goal"])
  }
}
