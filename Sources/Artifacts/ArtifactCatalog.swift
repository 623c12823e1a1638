import Plan
import TemplateEngine

/// All kinds of generated files. The one list: rendering, `templates list`, `templates check` and `explain` follow from it.
package enum ArtifactCatalog {
  package static let kinds: [any ArtifactKind.Type] = [
    ExceptionPage.self,
    GraphBodies.self,
    KitReadme.self,
    KitVerifiers.self,
    PhasePages.self,
    PlanSummary.self,
    PortalPages.self,
    ReadinessReport.self,
    RegistryFiles.self,
    RollbackPages.self,
    RuleFiles.self,
    RunbookFiles.self,
    ScriptLibrary.self,
    Scripts.self,
    ValidationPage.self,
    WaveRunbooks.self,
  ]

  /// Every file of the kit but the manifest and the checksums, sorted by path.
  package static func artifacts(for plan: MigrationPlan, _ templates: KitTemplates) -> [Artifact] {
    let pages = PagePlan(plan)
    return kinds.flatMap { $0.artifacts(for: pages, templates) }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
