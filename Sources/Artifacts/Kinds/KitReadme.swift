import Plan
import TemplateEngine

/// The kit's first page.
enum KitReadme: ArtifactKind {
  static let name = "readme"
  static let purpose = "The kit's first page: what it is, the verdict, what to do first, where everything lies."

  private static let template = "Markdown/kit-readme.md"
  private static let path = "README.md"

  static let templates = [
    TemplateUse(
      template,
      .object([
        "kit": KitValues.table.shape, "page": PageValues.table.shape, "runbook": RunbookValues.table.shape,
        "folders": .list(FolderRow.table.shape),
      ]))
  ]

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    let page = Page(pages: pages, path: path)
    let value = TemplateValue.object([
      "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
      "runbook": RunbookValues.table.value(of: page),
      "folders": .list(FolderRow.rows(of: page).map(FolderRow.table.value)),
    ])
    return [
      Artifact(path: path, bytes: templates.render(template, value), kind: name, keyPaths: ["environment", "goal", "tenant"])
    ]
  }
}
