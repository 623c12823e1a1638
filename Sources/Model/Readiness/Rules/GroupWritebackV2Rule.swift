import Vocabulary

/// The retired preview of group writeback.
enum GroupWritebackV2Rule {
  static let code = FindingCode(
    "group-writeback-v2",
    limit: "Group writeback version 2 is a retired preview. Its successor is group provisioning to Active Directory with "
      + "agent 1.1.1370.0 or later, for universal security groups. Switching version 2 off cannot be undone.",
    citations: [.groupWriteback, .provisionToAD])

  static let rule = ReadinessRule.onFact(
    .groupWritebackV2, code, .partial,
    fact: "Group writeback version 2 is on.",
    remedy: "Migrate these groups first: copy adminDescription to msDS-ExternalDirectoryObjectID, set up the new "
      + "provisioning, compare, and only then switch it off.")
}
