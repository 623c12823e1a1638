import Vocabulary

/// One person from accounts in several forests.
enum MatchingAcrossForestsRule {
  static let code = FindingCode(
    "matching-across-forests",
    limit: "Cloud Sync matches nothing across forests: an account and its linked mailbox would become two users. It is "
      + "never waivable.",
    citations: [.topologies, .scenarios], isWaivable: false)

  static let rule = ReadinessRule.onFact(
    .matchingAcrossForests, code, .blocker,
    fact: "One person is joined from accounts in several forests.",
    remedy: "Consolidate the accounts first, or keep the units of these people on Connect Sync.",
    asks: { $0.forests.count > 1 })
}
