import Vocabulary

/// Users written back to Active Directory.
enum UserWritebackRule {
  static let code = FindingCode(
    "user-writeback",
    limit: "Cloud Sync provisions users to Active Directory in a preview of its own; Connect's user writeback has no "
      + "direct counterpart.",
    citations: [.provisionToAD])

  static let rule = ReadinessRule.onFact(
    .userWriteback, code, .partial,
    fact: "User writeback is on.",
    remedy: "Decide whether these accounts are still needed; the preview is set up apart from this kit.")
}
