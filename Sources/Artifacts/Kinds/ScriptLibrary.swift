import Plan
import TemplateEngine

/// What the scripts share, once a kit, in `lib`.
enum ScriptLibrary: ArtifactKind {
  static let name = "script-library"
  static let purpose = "Functions that all scripts of the kit share: results, state, guards, exit codes, sign-in and requests."

  /// Template and file name in `lib`.
  private static let files: [(template: String, file: String)] = [
    ("Bash/Library/baseline.jq", "baseline.jq"),
    ("Bash/Library/baseline.sh", "baseline.sh"),
    ("Bash/Library/creation.sh", "creation.sh"),
    ("Bash/Library/fields.jq", "fields.jq"),
    ("Bash/Library/gate.sh", "gate.sh"),
    ("Bash/Library/graph.sh", "graph.sh"),
    ("Bash/Library/jobs.jq", "jobs.jq"),
    ("Bash/Library/jobs.sh", "jobs.sh"),
    ("Bash/Library/kit.sh", "kit.sh"),
    ("Bash/Library/names.jq", "names.jq"),
    ("Bash/Library/pages.sh", "pages.sh"),
    ("Bash/Library/pauses.sh", "pauses.sh"),
    ("Bash/Library/principals.sh", "principals.sh"),
    ("Bash/Library/requests.sh", "requests.sh"),
    ("Bash/Library/results.jq", "results.jq"),
    ("Bash/Library/retries.sh", "retries.sh"),
    ("Bash/Library/schema.jq", "schema.jq"),
    ("Bash/Library/schema.sh", "schema.sh"),
    ("Bash/Library/secrets.jq", "secrets.jq"),
    ("Bash/Library/secrets.sh", "secrets.sh"),
    ("Bash/Library/sign-in.sh", "sign-in.sh"),
    ("Bash/Library/starts.sh", "starts.sh"),
    ("Bash/Library/state.sh", "state.sh"),
    ("Bash/Library/verify.jq", "verify.jq"),
    ("PowerShell/Library/ConnectSync.ps1", "ConnectSync.ps1"),
    ("PowerShell/Library/Directory.ps1", "Directory.ps1"),
    ("PowerShell/Library/Graph.ps1", "Graph.ps1"),
    ("PowerShell/Library/Inventory.ps1", "Inventory.ps1"),
    ("PowerShell/Library/Kit.ps1", "Kit.ps1"),
  ]

  static var templates: [TemplateUse] { files.map { TemplateUse($0.template, shape) } }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    let value = TemplateValue.object(["kit": KitValues.table.value(of: plan)])
    return files.map { file in
      Artifact(
        path: "\(plan.layout.library)/\(file.file)", bytes: templates.render(file.template, value), kind: name,
        keyPaths: ["environment", "tenant"])
    }
  }

  private static var shape: TemplateShape { .object(["kit": KitValues.table.shape]) }
}
