import Vocabulary

/// References between domains of one forest.
enum CrossDomainReferencesRule {
  static let code = FindingCode(
    "cross-domain-references",
    limit: "Microsoft's texts differ: the decision guide says that references across domains work, the FAQ that they "
      + "must stay within the domain. Agent 1.1.2505.0 mended unresolved references that led to quarantine.",
    citations: [.decisionGuide, .cloudSyncFAQ, .agentVersions])

  static let rule = ReadinessRule.onFact(
    .crossDomainReferences, code, .partial,
    fact: "Groups or managers refer to objects in another domain of the same forest.",
    remedy: "Run agent 1.1.2505.0 or later everywhere, and compare the references of test objects in both directions.",
    asks: { $0.domains.count > 1 })
}
