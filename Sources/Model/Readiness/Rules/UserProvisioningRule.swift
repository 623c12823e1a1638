import Vocabulary

/// Users that are to go from Entra to Active Directory.
enum UserProvisioningRule {
  static let code = FindingCode(
    "user-provisioning", limit: "Provisioning users to Active Directory is a preview (2026-08-10).", citations: [.provisionToAD])

  // A wish and no fact of the estate, so nobody is asked.
  static let rule = ReadinessRule.onFact(
    .userProvisioning, code, .information,
    fact: "Users are to be provisioned from Entra to Active Directory.",
    remedy: "Set it up apart from this kit, and only where a preview is acceptable.", asks: { _ in false })
}
