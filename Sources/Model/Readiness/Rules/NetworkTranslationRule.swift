import Vocabulary

/// Network address translation between forests.
enum NetworkTranslationRule {
  static let code = FindingCode(
    "nat-between-forests",
    limit: "Network address translation between agent and domain controllers is not supported.",
    citations: [.cloudSyncFAQ])

  static let rule = ReadinessRule.onFact(
    .natBetweenForests, code, .blocker,
    fact: "There is network address translation between the forests.",
    remedy: "Put the agents of each forest on its own side of the translation.",
    asks: { $0.forests.count > 1 })
}
