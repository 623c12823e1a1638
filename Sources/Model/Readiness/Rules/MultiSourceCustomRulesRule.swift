import Vocabulary

/// Rules that are not Microsoft's own and merge attributes.
enum MultiSourceCustomRulesRule {
  static let code = FindingCode(
    "custom-rules-multi-source",
    limit: "Cloud Sync takes an object's attributes from one domain.",
    citations: [.decisionGuide])

  static let rule = CustomRulesFinding.rule(
    code, \.multiSource, .blocker, "take attributes from several directories",
    "Bring the attributes together in one directory, or keep these objects on Connect Sync.")
}
