import Diagnostics
import Vocabulary

/// How Connect Sync was installed.
enum InstallKindRule {
  static let code = FindingCode(
    "install-kind",
    limit:
      "Microsoft's migration page is written for Connect Sync with express settings. Custom settings may hold choices that it does not "
      + "speak of.", citations: [.migration])

  static let rule = ReadinessRule(code) { environment in
    let install = environment.connect.install
    switch install.value {
    case .express: return []
    case .custom:
      return [
        code.finding(
          .partial, fact: "Connect Sync was installed with custom settings.",
          remedy: "Go through the exported configuration and answer every question of 'connect: features'.", at: install)
      ]
    case .unknown:
      return [
        code.finding(
          .question, fact: "Nobody has said whether Connect Sync was installed with express or custom settings.",
          remedy: "Write it at connect.install.", at: install)
      ]
    }
  }
}
