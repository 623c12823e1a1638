import Vocabulary

/// Attributes of one person from several directories.
enum MergedAttributesRule {
  static let code = FindingCode(
    "merged-attributes",
    limit: "Cloud Sync takes an object's attributes from one domain. A preview for disconnected sources exists, with "
      + "many conditions.",
    citations: [.decisionGuide, .topologies])

  static let rule = ReadinessRule.onFact(
    .mergedAttributes, code, .blocker,
    fact: "The attributes of one person are merged from several domains or forests.",
    remedy: "Bring the attributes together in one directory, or keep these units on Connect Sync.",
    asks: { $0.domains.count > 1 })
}
