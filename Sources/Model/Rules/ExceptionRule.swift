import Diagnostics
import Vocabulary

/// A request for more time that Microsoft could grant: it asks for a later day, and its milestones are the migration's own.
enum ExceptionRule {
  static let earlyEnd = DiagnosticCode(
    "requested-end-not-later", .error,
    "A request for more time asks for a day after the deadline. A day before it, or the same one, asks for nothing.")
  static let unknown = DiagnosticCode(
    "unknown-milestone", .error,
    "Milestones are the parts of this migration: preparation, the waves by their names, and with a full goal cutover and decommission. Another name would be a date that nobody reads."
  )
  static let repeated = DiagnosticCode("repeated-milestone", .error, "One part of the migration is done by one day.")
  static let late = DiagnosticCode(
    "milestone-after-end", .warning,
    "The plan goes on after the day that is asked for. Microsoft would be asked for too little time.")

  static let rule = EnvironmentRule([earlyEnd, unknown, repeated, late]) { context, diagnostics in
    guard let request = context.environment.exception else { return }
    if let deadline = request.deadline, let end = request.requestedEnd, end.value <= deadline.value {
      diagnostics.report(
        earlyEnd, "the requested end \(end.value.text) is not later than the deadline \(deadline.value.text)", at: end.range,
        hint: "write the day that the migration needs", notes: [.init("the deadline", at: deadline.range)])
    }
    guard context.isComplete("waves"), context.isKnown("goal") else { return }
    let known = MilestoneName.all(of: context.environment)
    for (index, milestone) in request.milestones.enumerated() {
      let name = milestone.name.value
      guard known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
        diagnostics.report(
          unknown, "'\(name)' is no part of this migration", at: milestone.name.range,
          hint: Suggestion.hintOrList(for: name, among: known))
        continue
      }
      if let first = request.milestones[..<index].first(where: { $0.name.value.utf8.elementsEqual(name.utf8) }) {
        diagnostics.report(
          repeated, "'\(name)' has two days", at: milestone.name.range, hint: "delete one of the two",
          notes: [.init("the first one", at: first.name.range)])
      } else if let end = request.requestedEnd, milestone.by.value > end.value {
        diagnostics.report(
          late, "'\(name)' is done by \(milestone.by.value.text), after the requested end \(end.value.text)",
          at: milestone.by.range, hint: "ask for a later day, or plan it earlier")
      }
    }
  }
}
