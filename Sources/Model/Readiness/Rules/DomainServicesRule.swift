import Vocabulary

/// Entra Domain Services.
enum DomainServicesRule {
  static let code = FindingCode(
    "entra-domain-services",
    limit: "An older comparison lists Entra Domain Services as fed by Connect Sync only; newer texts do not say. Unverified.",
    citations: [.comparison2023])

  static let rule = ReadinessRule.onFact(
    .entraDomainServices, code, .blocker,
    fact: "The tenant uses Entra Domain Services.",
    remedy: "Test with one unit whether its users and hashes reach the managed domain, then sign it off.")
}
