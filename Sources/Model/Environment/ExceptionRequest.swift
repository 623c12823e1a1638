import Diagnostics
import Vocabulary

/// What a site says to Microsoft when the deadline it was given cannot be met. Everything is optional: what nobody has stated is a gap in the
/// dossier, never a guess.
package struct ExceptionRequest: Sendable {
  /// The day that Microsoft set.
  package var deadline: Located<CalendarDate>?
  /// The day that the site asks for instead.
  package var requestedEnd: Located<CalendarDate>?
  /// What would happen to the organization at the deadline.
  package var impact: Located<String>?
  /// What has been tried to meet it.
  package var mitigations: [Located<String>]
  package var milestones: [Milestone]

  /// The day by which a part of the migration is done.
  package struct Milestone: Sendable {
    /// Name of a wave, or one of `MilestoneName`.
    package var name: Located<String>
    package var by: Located<CalendarDate>

    package init(name: Located<String>, by: Located<CalendarDate>) {
      self.name = name
      self.by = by
    }
  }

  package init(
    deadline: Located<CalendarDate>?, requestedEnd: Located<CalendarDate>?, impact: Located<String>?,
    mitigations: [Located<String>], milestones: [Milestone]
  ) {
    self.deadline = deadline
    self.requestedEnd = requestedEnd
    self.impact = impact
    self.mitigations = mitigations
    self.milestones = milestones
  }

  /// The day of a milestone. Names are compared as they are written.
  package func date(of milestone: String) -> CalendarDate? {
    milestones.first { $0.name.value.utf8.elementsEqual(milestone.utf8) }?.by.value
  }
}

/// The parts of a migration beside its waves.
package enum MilestoneName: String, Sendable, CaseIterable {
  case preparation
  case cutover
  case decommission

  /// The milestones of an estate in the order of work: a partial goal has no cutover.
  package static func all(of environment: Environment) -> [String] {
    let waves = environment.waves.map(\.name.value)
    let end = environment.goal.value == .full ? [MilestoneName.cutover.rawValue, MilestoneName.decommission.rawValue] : []
    return [MilestoneName.preparation.rawValue] + waves + end
  }
}
