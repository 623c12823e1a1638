import Diagnostics
import Vocabulary

/// Exchange hybrid attributes that are written back to Active Directory.
enum ExchangeWritebackRule {
  static let code = FindingCode(
    "exchange-hybrid-writeback",
    limit:
      "Cloud Sync writes Exchange hybrid attributes back with a job of its own, from agent 1.1.1107.0 on, if the forest has the Exchange "
      + "schema. Two products must not write the same attributes: the job starts only after Connect Sync's writeback is off for the domain. "
      + "Since 2026 there is a second writeback, for Exchange Online attributes, with an application of its own.",
    citations: [.exchangeHybrid, .agentVersions])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.exchangeHybridWriteback]
    let domains = environment.domains.map(\.domain)
    let wanted = domains.filter(\.cloudSync.exchangeHybridWriteback.value)
    var findings: [Finding] = []
    for domain in wanted where answer.value != .no {
      let state = answer.value == .yes ? "is on" : "may be on, which counts as on"
      findings.append(
        code.finding(
          .partial,
          fact: "Exchange hybrid writeback is wanted in Cloud Sync for '\(domain.name.value)' while Connect Sync's \(state).",
          remedy:
            "Switch Connect Sync's writeback off for the domain, let one cycle pass, and start the job after that; the kit starts it in "
            + "this order only.", at: domain.cloudSync.exchangeHybridWriteback))
    }
    if answer.value == .unknown { findings.append(ReadinessRule.question(code, .exchangeHybridWriteback, answer)) }
    if answer.value == .yes {
      for domain in domains where !domain.cloudSync.exchangeHybridWriteback.value && environment.goal.value == .full {
        findings.append(
          code.finding(
            .partial,
            fact:
              "Connect Sync writes Exchange hybrid attributes back; after the cutover nothing would for '\(domain.name.value)'.",
            remedy: "Write exchange-hybrid-writeback: yes there if the domain still has Exchange servers.",
            at: domain.cloudSync.exchangeHybridWriteback))
      }
    }
    return findings
  }
}
