import Vocabulary

/// Connectors to other directories.
enum OtherConnectorsRule {
  static let code = FindingCode(
    "other-connectors",
    limit: "Cloud Sync connects Active Directory only; the LDAP, SQL, PowerShell and web service connectors of Connect "
      + "Sync have no counterpart.",
    citations: [.comparison2023])

  static let rule = ReadinessRule.onFact(
    .ldapConnectors, code, .blocker,
    fact: "There are connectors other than Active Directory and Entra.",
    remedy: "Move what they do to another product before the cutover, or keep Connect Sync with a partial goal.")
}
