import Vocabulary

/// Guests made from Active Directory accounts.
enum GuestAccountsRule {
  static let code = FindingCode(
    "guest-accounts",
    limit: "Cloud Sync does not synchronize guest accounts from Active Directory.",
    citations: [.cloudSyncFAQ])

  static let rule = ReadinessRule.onFact(
    .guestsInScope, code, .partial,
    fact: "Guest accounts are created from Active Directory.",
    remedy: "Keep their units on Connect Sync, or invite them in the cloud before their wave.")
}
