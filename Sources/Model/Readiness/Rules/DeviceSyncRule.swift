import Diagnostics
import Vocabulary

/// Computers that Connect Sync synchronizes for hybrid join.
enum DeviceSyncRule {
  static let code = FindingCode(
    "device-sync",
    limit:
      "Device synchronization in Cloud Sync is a preview (2026-07-21), off by default, from agent 1.1.1107.0 on, and needs a service "
      + "connection point for each forest. A deleted device comes back only when its object in Active Directory changes.",
    citations: [.deviceSync])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.deviceSync]
    switch answer.value {
    case .no: return []
    case .unknown: return [ReadinessRule.question(code, .deviceSync, answer)]
    case .yes: break
    }
    let left = environment.domains.map(\.domain).filter { !$0.cloudSync.deviceSync.isWanted.value }
    if left.isEmpty {
      return [
        code.finding(
          .partial, fact: "Computers are synchronized for hybrid join, in Cloud Sync by a preview.",
          remedy:
            "Publish the service connection point in every forest, run agent 1.1.1107.0 or later, and test one computer of each kind.",
          at: answer)
      ]
    }
    if environment.goal.value == .partial {
      return [
        code.finding(
          .information, fact: "Computers stay on Connect Sync in \(left.count) of \(environment.domains.count) domains.",
          remedy: "Leave the computers' units in Connect Sync's scope.", at: answer)
      ]
    }
    return left.map { domain in
      code.finding(
        .blocker,
        fact: "Connect Sync synchronizes computers, and nothing would in the domain '\(domain.name.value)' after the cutover.",
        remedy:
          "Write cloud-sync: device-sync: wanted: yes there and add device to the object types, or move to Cloud Kerberos Trust.",
        at: domain.cloudSync.deviceSync.isWanted)
    }
  }
}
