import Diagnostics
import Vocabulary

/// Pass-through authentication.
enum PassThroughRule {
  static let code = FindingCode(
    "pass-through-authentication",
    limit:
      "Pass-through authentication keeps working and is not configured by Cloud Sync. Its agents are programs of their own; the first "
      + "one is often on the Connect server.",
    citations: [.migrationFAQ, .generalKnowledge])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.passThroughAuthentication]
    switch answer.value {
    case .no: return []
    case .unknown: return [ReadinessRule.question(code, .passThroughAuthentication, answer)]
    case .yes:
      let goes = environment.goal.value == .full
      return [
        code.finding(
          goes ? .partial : .information, fact: "Users sign in with pass-through authentication.",
          remedy: goes
            ? "Before the Connect server goes, make sure that other servers run its agents; nobody could sign in without one."
            : "Watch the agents as before.", at: answer)
      ]
    }
  }
}
