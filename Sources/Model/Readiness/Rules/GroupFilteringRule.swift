import Vocabulary

/// Synchronization limited to a group.
enum GroupFilteringRule {
  static let code = FindingCode(
    "group-filtering",
    limit: "Connect Sync takes only members of a group; a scope by organizational unit takes everything below the unit. "
      + "Scope by unit and by group exclude each other in Cloud Sync (GRAPH-RULE); a portal text says otherwise.",
    citations: [.graphRule, .cloudSyncFAQ, .configure])

  static let rule = ReadinessRule.onFact(
    .groupFiltering, code, .blocker,
    fact: "Synchronization is limited to the members of a group.",
    remedy: "Take only units in which every object is a member, or sign off that the others may be synchronized.")
}
