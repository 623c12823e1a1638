import Model
import Plan
import TemplateEngine

/// The validation after the migration, row by row of Microsoft's table.
enum ValidationPage: ArtifactKind {
  static let name = "validation-page"
  static let purpose = "What has to hold once everything is with Cloud Sync, and the script that proves it, row by row."

  private static let template = "Markdown/validation.md"

  static let templates = [
    TemplateUse(
      template,
      .object(["kit": KitValues.table.shape, "page": PageValues.table.shape, "rows": .list(ValidationSection.table.shape)]))
  ]

  static func path(in plan: MigrationPlan) -> String {
    "\(plan.environment.goal.value == .full ? plan.layout.cutover : plan.layout.steadyState)/validation.md"
  }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    let page = Page(pages: pages, path: path(in: plan))
    let value = TemplateValue.object([
      "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
      "rows": .list(
        ValidationRow.rows(of: plan).map { ValidationSection.table.value(of: ValidationSection(row: $0, page: page)) }),
    ])
    return [
      Artifact(
        path: page.path, bytes: templates.render(template, value), kind: name, steps: ["validation.estate"],
        keyPaths: ["forests", "connect"])
    ]
  }
}
