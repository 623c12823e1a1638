import Vocabulary

/// One unit in several tenants.
enum SeveralTenantsRule {
  static let code = FindingCode(
    "several-tenants",
    limit: "Synchronizing one object to several tenants has limits of its own in both products.",
    citations: [.scenarios])

  static let rule = ReadinessRule.onFact(
    .severalTenants, code, .partial,
    fact: "One organizational unit is synchronized to several tenants.",
    remedy: "Write one file for each tenant, and read the limits of the topology first.")
}
