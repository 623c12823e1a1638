import Vocabulary

/// Monitoring by Connect Health.
enum ConnectHealthRule {
  static let code = FindingCode(
    "connect-health",
    limit: "Connect Health watches Connect Sync and not Cloud Sync.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .connectHealth, code, .partial,
    fact: "Monitoring depends on Connect Health.",
    remedy: "Watch the provisioning logs, the job's quarantine state and the agents instead, before the cutover.")
}
