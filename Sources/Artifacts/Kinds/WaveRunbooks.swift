import Plan
import TemplateEngine

/// One runbook a wave, and one for the wave's way back, each enough by itself.
enum WaveRunbooks: ArtifactKind {
  static let name = "wave-runbook"
  static let purpose = "One wave alone, from counting its units to the sign-off, and the way back from it."

  private static let forward = "Markdown/wave-runbook.md"
  private static let back = "Markdown/wave-rollback.md"

  private static let shape: TemplateMembers = [
    "kit": KitValues.table.shape, "page": PageValues.table.shape, "wave": WaveValues.table.shape,
  ]

  static let templates = [
    TemplateUse(
      forward,
      .object(
        shape.with(["phase": PhaseValues.table.shape, "rollbackLink": .text, "signatures": .list(SignatureValues.table.shape)]))),
    TemplateUse(
      back,
      .object(
        shape.with([
          "rollbacks": .list(RollbackValues.table.shape), "neverDo": .list(NeverDoValues.table.shape), "runbookLink": .text,
        ]))),
  ]

  static func path(of wave: Int, in plan: MigrationPlan) -> String { "\(plan.layout.folder(ofWave: wave))/runbook.md" }
  static func rollbackPath(of wave: Int, in plan: MigrationPlan) -> String { "\(plan.layout.rollback(wave))/runbook.md" }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    return pages.phases.flatMap { phase -> [Artifact] in
      guard let wave = phase.phase.wave else { return [] }
      return [runbook(phase, wave, pages, templates), rollback(wave, pages, templates)]
    }
  }

  private static func runbook(_ phase: PagePlan.NumberedPhase, _ wave: Int, _ pages: PagePlan, _ templates: KitTemplates)
    -> Artifact
  {
    let plan = pages.plan
    let page = Page(pages: pages, path: path(of: wave, in: plan))
    var value = values(wave, page)
    value["phase"] = PhaseValues.table.value(of: PhaseSection(pages: pages, numbered: phase, page: page.path))
    value["rollbackLink"] = .text(page.link(rollbackPath(of: wave, in: plan)))
    value["signatures"] = .list(Signature.lines(ofWave: wave, plan).map(SignatureValues.table.value))
    return Artifact(
      path: page.path, bytes: templates.render(forward, .object(value)), kind: name, steps: phase.phase.steps.map(\.id),
      keyPaths: plan.environment.waves[wave].units.map(\.keyPath))
  }

  private static func rollback(_ wave: Int, _ pages: PagePlan, _ templates: KitTemplates) -> Artifact {
    let plan = pages.plan
    let page = Page(pages: pages, path: rollbackPath(of: wave, in: plan))
    let ways = pages.rollbacks.filter { $0.rollback.wave == wave }
    var value = values(wave, page)
    value["rollbacks"] = .list(
      ways.map { RollbackValues.table.value(of: RollbackSection(pages: pages, numbered: $0, page: page.path)) })
    value["neverDo"] = .list(NeverDoValues.all.map(NeverDoValues.table.value))
    value["runbookLink"] = .text(page.link(path(of: wave, in: plan)))
    return Artifact(
      path: page.path, bytes: templates.render(back, .object(value)), kind: name, steps: ways.flatMap(\.rollback.steps).map(\.id),
      keyPaths: plan.environment.waves[wave].units.map(\.keyPath))
  }

  private static func values(_ wave: Int, _ page: Page) -> [String: TemplateValue] {
    [
      "kit": KitValues.table.value(of: page.plan), "page": PageValues.table.value(of: page),
      "wave": WaveValues.table.value(of: WaveSubject(plan: page.plan, index: wave)),
    ]
  }
}
