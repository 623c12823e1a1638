import Vocabulary

/// References between forests.
enum CrossForestReferencesRule {
  static let code = FindingCode(
    "cross-forest-references",
    limit: "Cloud Sync does not resolve references between forests.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .crossForestReferences, code, .blocker,
    fact: "Groups or managers refer to objects in another forest.",
    remedy: "Replace these references, or keep the groups on Connect Sync with a partial goal.",
    asks: { $0.forests.count > 1 })
}
