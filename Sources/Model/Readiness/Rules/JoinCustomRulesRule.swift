import Vocabulary

/// Rules that are not Microsoft's own and join objects.
enum JoinCustomRulesRule {
  static let code = FindingCode(
    "custom-rules-join",
    limit: "Cloud Sync joins by its anchor and by onPremisesObjectIdentifier; join conditions cannot be added.",
    citations: [.decisionGuide])

  static let rule = CustomRulesFinding.rule(
    code, \.join, .blocker, "join objects by conditions of their own",
    "Remove the need for them, or keep the objects they touch on Connect Sync.")
}
