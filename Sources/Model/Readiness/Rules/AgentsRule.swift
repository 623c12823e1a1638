import Diagnostics
import Vocabulary

/// How many agents a domain has.
enum AgentsRule {
  static let code = FindingCode(
    "agents-per-domain",
    limit:
      "Microsoft recommends three agents. Its texts differ on what they share: one speaks of load distribution, another says that only one "
      + "agent is ever active. Take them for redundancy.",
    citations: [Limit.recommendedAgents.citation, .cloudSyncFAQ, .decisionGuide])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.map(\.domain).compactMap { domain in
      switch domain.agents.count {
      case 0:
        code.finding(
          .question, fact: "No agent is named for the domain '\(domain.name.value)'.",
          remedy: "Name the servers that will run one at 'agents'; three are recommended.", at: domain.name)
      case 1:
        code.finding(
          .partial, fact: "The domain '\(domain.name.value)' has one agent; when it stops, synchronization does.",
          remedy: "Install two more, one at a time.", at: domain.agents[0])
      case 2:
        code.finding(
          .information, fact: "The domain '\(domain.name.value)' has two agents; three are recommended.",
          remedy: "Install a third one.", at: domain.agents[0])
      default: nil
      }
    }
  }
}
