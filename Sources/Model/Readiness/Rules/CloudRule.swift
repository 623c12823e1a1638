import Diagnostics
import Vocabulary

/// National clouds.
enum CloudRule {
  static let code = FindingCode(
    "national-cloud",
    limit: "Cloud Sync's prerequisites name the public cloud and the US Government clouds; the agent there is installed with "
      + "ENVIRONMENTNAME=AzureUSGovernment, and 1.1.2102 had a fault that 1.1.2108.0 mended. In China the service became available in 2026 "
      + "and its Graph side is unverified.",
    citations: [.agentVersions, .installPowerShell, .hardMatch])

  static let rule = ReadinessRule(code) { environment in
    let cloud = environment.tenant.cloud
    switch cloud.value {
    case .global: return []
    case .usGov, .usGovDoD:
      return [
        code.finding(
          .partial, fact: "The tenant is in the cloud \(cloud.value.title).",
          remedy: "Run agent \(AgentVersion.usGovernment) or later, installed with ENVIRONMENTNAME=AzureUSGovernment.", at: cloud)
      ]
    case .china:
      return [
        code.finding(
          .partial,
          fact:
            "The tenant is in the cloud \(cloud.value.title), where the Graph side is unverified; no Graph files are written.",
          remedy: "Configure Cloud Sync in the portal by the runbook, with agent 1.1.2505.0 or later.", at: cloud)
      ]
    }
  }
}
