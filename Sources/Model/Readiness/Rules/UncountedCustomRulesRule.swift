import Diagnostics
import Vocabulary

/// Custom rules that nobody has counted.
enum UncountedCustomRulesRule {
  static let code = FindingCode(
    "custom-rules-uncounted",
    limit: "Cloud Sync has no synchronization rules. Whether the site's own rules have a counterpart depends on what they do.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule(code) { environment in
    guard environment.connect.customRules == nil else { return [] }
    let build = environment.connect.build
    return [
      Finding(
        code, .question, fact: "Nobody has counted the synchronization rules that are not Microsoft's own.",
        remedy: "Run the inventory script of the kit and write the counts at 'connect: custom-rules'.", at: build.range,
        keyPath: "connect.custom-rules")
    ]
  }
}
