import Diagnostics
import Vocabulary

/// Several forests.
enum ForestsRule {
  static let code = FindingCode(
    "several-forests",
    limit: "Cloud Sync connects several forests, each through agents of its own.", citations: [.decisionGuide])

  static let rule = ReadinessRule(code) { environment in
    guard environment.forests.count > 1, let first = environment.forests.first else { return [] }
    return [
      code.finding(
        .information, fact: "The estate has \(environment.forests.count) forests.",
        remedy: "Install agents in each forest.", at: first.name)
    ]
  }
}
