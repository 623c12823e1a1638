import Vocabulary

/// Writeback of Microsoft 365 groups.
enum GroupWritebackV1Rule {
  static let code = FindingCode(
    "group-writeback-v1",
    limit: "Group writeback version 1 stays with Connect Sync; mail-enabled and distribution groups cannot be migrated "
      + "to provisioning by Cloud Sync.",
    citations: [.decisionGuide, .groupWriteback])

  static let rule = ReadinessRule.onFact(
    .groupWritebackV1, code, .partial,
    fact: "Group writeback version 1 is on.",
    remedy: "Decide which groups still need it. Provision security groups to Active Directory with Cloud Sync and retire "
      + "the rest before the cutover.")
}
