import Vocabulary

/// Groups that are to go from Entra to Active Directory.
enum GroupProvisioningRule {
  static let code = FindingCode(
    "group-provisioning",
    limit:
      "Cloud Sync provisions groups to Active Directory with at most 20 configurations a tenant; the first two new ones need Entra ID P1, the others "
      + "ID Governance.",
    citations: [.provisionToAD])

  // A wish and no fact of the estate, so nobody is asked.
  static let rule = ReadinessRule.onFact(
    .groupProvisioning, code, .information,
    fact: "Groups are to be provisioned from Entra to Active Directory.",
    remedy: "Set it up apart from this kit, after the cutover; count the configurations and look at the licences first.",
    asks: { _ in false })
}
