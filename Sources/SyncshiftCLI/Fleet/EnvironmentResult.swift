import Diagnostics

/// How one environment of a run stands, for the summary.
struct EnvironmentResult: Sendable {
  enum State: String, Sendable, CaseIterable {
    case ready
    /// There are warnings, conditions or open questions.
    case warned
    /// A finding withholds every script that goes forward.
    case blocked
    /// The input has errors.
    case refused
    /// The file system refused.
    case failed

    /// The gravest first.
    static let inOrderOfGravity = Array(allCases.reversed())
  }

  /// Its name; that of its file where the name is not known.
  var environment: String
  /// File, with the line of a row.
  var source: String
  var state: State
  /// What was done with the kit, or found out about it, in a word or two.
  var outcome: String
  /// Codes of what stands in the way, or is to be looked at.
  var reasons: [String]
  var status: ExitStatus

  /// One that could not be done.
  init(_ source: EnvironmentSource, _ state: State, _ diagnostics: [Diagnostic], _ status: ExitStatus) {
    self.init(
      environment: source.environment ?? source.name, source: source.name, state: state, outcome: "",
      reasons: diagnostics.filter { $0.severity != .note }.map(\.code.name), status: status)
  }

  init(environment: String, source: String, state: State, outcome: String, reasons: [String], status: ExitStatus) {
    self.environment = environment
    self.source = source
    self.state = state
    self.outcome = outcome
    var seen: Set<String> = []
    self.reasons = reasons.filter { seen.insert($0).inserted }
    self.status = status
  }

  /// One with a plan.
  init(
    _ source: EnvironmentSource, _ name: String, blockers: [KnownEnvironment.Blocker], conditions: [String],
    _ diagnostics: [Diagnostic], outcome: String, _ status: ExitStatus
  ) {
    let warnings = diagnostics.filter { $0.severity == .warning }.map(\.code.name) + conditions
    self.init(
      environment: name, source: source.name, state: !blockers.isEmpty ? .blocked : warnings.isEmpty ? .ready : .warned,
      outcome: outcome, reasons: blockers.isEmpty ? warnings : blockers.map(\.code),
      status: blockers.isEmpty ? status : max(status, .inputRefused))
  }
}
