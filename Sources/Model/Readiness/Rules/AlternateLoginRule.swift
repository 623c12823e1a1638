import Vocabulary

/// A user principal name that comes from another attribute.
enum AlternateLoginRule {
  static let code = FindingCode(
    "alternate-login-id",
    limit: "Cloud Sync takes the user principal name from userPrincipalName unless an attribute mapping says otherwise; "
      + "Microsoft's wizard refuses such estates.",
    citations: [.migrationTool])

  static let rule = ReadinessRule.onFact(
    .alternateLoginID, code, .partial,
    fact: "The user principal name is taken from another attribute than userPrincipalName.",
    remedy: "Add an attribute mapping for userPrincipalName to every domain before the first wave, and compare it for the "
      + "test objects.")
}
