import Vocabulary

/// Rules that are not Microsoft's own and filter objects.
enum FilterCustomRulesRule {
  static let code = FindingCode(
    "custom-rules-filter",
    limit:
      "Cloud Sync has limited means to filter by attribute values or none; objects that Connect leaves out would be created.",
    citations: [.decisionGuide])

  static let rule = CustomRulesFinding.rule(
    code, \.filter, .blocker, "filter objects by attribute values",
    "Move the filtered objects into units outside the waves, or sign off that they may be synchronized.")
}
