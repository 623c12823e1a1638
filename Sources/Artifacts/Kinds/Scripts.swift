import Plan

/// Every script that a step of the plan, or a way back, runs.
enum Scripts: ArtifactKind {
  static let name = "script"
  static let purpose = "One script for one step: it says what it will do, does it, writes a result and names what undoes it."

  static var templates: [TemplateUse] {
    ScriptKind.allCases.map { TemplateUse($0.rawValue, ScriptValues.shape(for: $0.subject)) }
  }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    return plan.allSteps.compactMap { step in
      guard let script = step.script, !plan.withholds(step) else { return nil }
      return Artifact(
        path: script.path, bytes: templates.render(script.kind.rawValue, ScriptValues.value(for: script, step: step, in: plan)),
        isExecutable: !script.kind.isPowerShell, kind: name, steps: [step.id], keyPaths: step.keyPaths)
    }
  }
}
