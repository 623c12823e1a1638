import Plan
import TemplateEngine

/// The two scripts that compare a carried kit with its manifest, on machines that have no Syncshift, and the one that signs the kit's scripts with the
/// site's own certificate once it was compared.
///
/// They stand alone, without the kit's libraries: nothing is run before it was looked at.
enum KitVerifiers: ArtifactKind {
  static let name = "kit-verifier"
  static let purpose =
    "Says which files of the carried kit are edited, missing or extra, or have another permission to be run; or signs the scripts of a kit that is whole."

  private static let files = [
    (template: "Bash/Kit/verify.sh", path: "verify.sh"),
    (template: "PowerShell/Kit/sign-kit.ps1", path: "sign-kit.ps1"), (template: "PowerShell/Kit/verify.ps1", path: "verify.ps1"),
  ]

  static var templates: [TemplateUse] { files.map { TemplateUse($0.template, .object(["kit": KitValues.table.shape])) } }

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    let value = TemplateValue.object(["kit": KitValues.table.value(of: plan)])
    return files.map { file in
      Artifact(
        path: file.path, bytes: templates.render(file.template, value), isExecutable: file.path.utf8.last == UInt8(ascii: "h"),
        kind: name, keyPaths: ["environment"])
    }
  }
}
