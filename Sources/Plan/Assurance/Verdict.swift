import Model

/// Whether the estate is ready, in one word and one sentence.
package enum Verdict: String {
  case ready
  case conditions
  case blocked

  package init(_ plan: MigrationPlan) {
    if !plan.blockers.isEmpty {
      self = .blocked
    } else if plan.findings.contains(where: { $0.severity != .information }) {
      self = .conditions
    } else {
      self = .ready
    }
  }

  package var title: String {
    switch self {
    case .ready: "Ready"
    case .conditions: "Ready with conditions"
    case .blocked: "Blocked"
    }
  }

  package var sentence: String {
    switch self {
    case .ready: "Nothing that the input says stands against the migration."
    case .conditions:
      "Nothing stands in the way, but the conditions and open questions of the readiness report have to be settled before the first wave."
    case .blocked:
      "Blockers stand in the way. Scripts that lead forward and change something are withheld; assessment, backup, verification and the way back are in the kit."
    }
  }
}
