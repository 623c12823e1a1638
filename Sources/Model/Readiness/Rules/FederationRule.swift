import Vocabulary

/// Federated domains.
enum FederationRule {
  static let code = FindingCode(
    "federation",
    limit: "Federation itself is not affected; Connect's wizard for it goes away with Connect Sync.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .federation, code, .information,
    fact: "Domains are federated.",
    remedy: "Keep the tools of the identity provider for certificate and trust changes.")
}
