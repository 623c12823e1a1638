import Diagnostics
import Vocabulary

/// A partial goal says what stays; a full goal leaves nothing.
enum GoalRule {
  static let nothingStays = DiagnosticCode(
    "partial-goal-without-units", .error,
    "A partial goal keeps Connect Sync for some units. The steady-state runbook is written for them, so they and the reasons must be known."
  )
  static let somethingStays = DiagnosticCode(
    "full-goal-with-units", .error,
    "A full goal takes Connect Sync out of service. What stays on it would lose its synchronization.")
  static let domainLeft = DiagnosticCode(
    "domain-without-units", .warning,
    "A full goal takes Connect Sync out of service. A domain of which no unit goes over would then not be synchronized at all.")

  static let rule = EnvironmentRule([nothingStays, somethingStays, domainLeft]) { context, diagnostics in
    let environment = context.environment
    guard context.isKnown("goal"), context.isComplete("stays-on-connect") else { return }
    switch environment.goal.value {
    case .partial where environment.staysOnConnect.isEmpty:
      diagnostics.report(
        nothingStays, "the goal is partial and no unit stays on Connect Sync", at: environment.goal.range,
        hint: "name the units in 'stays-on-connect', or write goal: full")
    case .full:
      if let first = environment.staysOnConnect.first {
        diagnostics.report(
          somethingStays, "the goal is full and \(MessageText.quote(first.unit.value.text)) stays on Connect Sync",
          at: first.unit.range,
          hint: "write goal: partial, or hand the unit over in a wave")
      }
      guard context.isComplete("waves"), environment.units.allSatisfy({ environment.domain(of: $0.unit.value) != nil }),
        environment.waves.allSatisfy({ context.isComplete("waves[\($0.name.value)].units") })
      else {
        return
      }
      for domain in environment.domains.map(\.domain) where environment.units(in: domain).isEmpty {
        diagnostics.report(
          domainLeft, "no unit of the domain \(MessageText.quote(domain.name.value)) goes over", at: domain.name.range,
          hint: "add its units to a wave, or write goal: partial")
      }
    default: break
    }
  }
}
