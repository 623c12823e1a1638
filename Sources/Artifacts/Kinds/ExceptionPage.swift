import Model
import Plan
import TemplateEngine

/// The request to Microsoft for more time, without a name of the estate.
package enum ExceptionPage: ArtifactKind {
  static package let name = "exception-dossier"
  static package let purpose = "What a request to Microsoft for more time has to hold, with the names of the estate hidden."

  private static let template = "Markdown/exception-dossier.md"

  static package let templates = [TemplateUse(template, .object(["dossier": ExceptionValues.table.shape]))]

  static func path(in plan: MigrationPlan) -> String { "\(plan.layout.assess)/exception-dossier.md" }

  static package func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    guard let dossier = plan.exception else { return [] }
    return [
      Artifact(
        path: path(in: plan), bytes: text(of: dossier, templates), kind: name, steps: ["assess.read-readiness"],
        keyPaths: ["exception", "tenant.id", "waves"])
    ]
  }

  /// The page for those who want it without a kit.
  package static func text(of dossier: ExceptionDossier, _ templates: KitTemplates) -> [UInt8] {
    templates.render(template, .object(["dossier": ExceptionValues.table.value(of: dossier)]))
  }
}
