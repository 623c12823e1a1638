import Diagnostics
import Vocabulary

/// Passwords that are written back to Active Directory.
enum PasswordWritebackRule {
  static let code = FindingCode(
    "password-writeback",
    limit:
      "Cloud Sync writes passwords back from agent 1.1.977.0 on (1.1.2108.0 in US Government clouds), and it is switched on apart. Only one "
      + "active Connect server can hold it; both products can run side by side for different domains.",
    citations: [.passwordWriteback, .staging, .agentVersions])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.passwordWriteback]
    switch answer.value {
    case .no: return []
    case .unknown: return [ReadinessRule.question(code, .passwordWriteback, answer)]
    case .yes:
      let cloud = environment.tenant.cloud.value
      let build = cloud == .usGov || cloud == .usGovDoD ? AgentVersion.usGovernment : AgentVersion.passwordWriteback
      return [
        code.finding(
          .partial, fact: "Password writeback is on.",
          remedy:
            "Run agent \(build) or later, switch Cloud Sync's password writeback on, and reset a test user's password before the cutover.",
          at: answer)
      ]
    }
  }
}
