import Vocabulary

/// Scoping rules that look at attribute values.
enum AttributeFilteringRule {
  static let code = FindingCode(
    "attribute-filtering",
    limit: "Connect Sync filters objects by attribute values; Cloud Sync has limited means for that or none, depending "
      + "on the text (MS-DEC, MS-WHAT23). Objects that Connect leaves out would be created by Cloud Sync.",
    citations: [.decisionGuide, .comparison2023])

  static let rule = ReadinessRule.onFact(
    .attributeFiltering, code, .blocker,
    fact: "Objects are filtered by attribute values.",
    remedy: "Move the filtered objects into organizational units outside the waves, or sign off that they may be "
      + "synchronized.")
}
