import Vocabulary

/// Forests that Connect Sync cannot reach, and Cloud Sync can.
enum DisconnectedForestsRule {
  static let code = FindingCode(
    "disconnected-forests",
    limit:
      "Connect Sync needs a network path to every forest. Cloud Sync's agents reach out from within, so forests without a path to each other can "
      + "be synchronized too.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .disconnectedForests, code, .information,
    fact: "There are forests that the Connect server cannot reach.",
    remedy: "Install agents in them and describe them in a file of their own; nothing has to be handed over there.",
    asks: { $0.forests.count > 1 })
}
