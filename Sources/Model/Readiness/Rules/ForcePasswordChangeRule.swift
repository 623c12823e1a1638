import Vocabulary

/// Passwords that must be changed at the next logon.
enum ForcePasswordChangeRule {
  static let code = FindingCode(
    "force-password-change",
    limit: "Cloud Sync does not send the hash of a temporary password; it follows when the user has changed it.",
    citations: [.cloudSyncFAQ])

  static let rule = ReadinessRule.onFact(
    .forcePasswordChange, code, .partial,
    fact: "'Change password at next logon' is synchronized.",
    remedy: "Tell the service desk: a temporary password does not work in the cloud before it was changed on premises.")
}
