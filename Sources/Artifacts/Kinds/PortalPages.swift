import Plan
import TemplateEngine

/// How to make one domain's Cloud Sync configuration by hand in the portal.
enum PortalPages: ArtifactKind {
  static let name = "portal-page"
  static let purpose = "The Cloud Sync configuration of one domain by hand, with the exact values, and what must not be clicked."

  private static let template = "Markdown/portal.md"

  static let templates = [
    TemplateUse(
      template,
      .object([
        "kit": KitValues.table.shape, "page": PageValues.table.shape, "domain": DomainValues.table.shape,
        "portal": PortalValues.table.shape,
      ]))
  ]

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    guard let last = plan.revisions.last else { return [] }
    return plan.environment.forests.flatMap { forest in
      forest.domains.filter { last.scope(ofDomain: $0.name.value) != nil }.map { domain in
        let page = Page(pages: pages, path: "\(plan.layout.graph(domain.name.value))/portal.md")
        let value = TemplateValue.object([
          "kit": KitValues.table.value(of: plan), "page": PageValues.table.value(of: page),
          "domain": DomainValues.table.value(of: DomainSubject(plan: plan, forest: forest, domain: domain)),
          "portal": PortalValues.table.value(of: PortalSubject(page: page, forest: forest, domain: domain)),
        ])
        return Artifact(
          path: page.path, bytes: templates.render(template, value), kind: name,
          steps: [StepID.graph(domain.name.value, "portal")], keyPaths: [domain.name.keyPath, "waves"])
      }
    }
  }
}
