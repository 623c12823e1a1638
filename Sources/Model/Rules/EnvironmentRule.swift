import Diagnostics

/// One rule that an environment must follow beyond the shape of its file.
struct EnvironmentRule: Sendable {
  /// Everything that the rule can report.
  let codes: [DiagnosticCode]
  let check: @Sendable (RuleContext, inout DiagnosticList) -> Void

  init(_ codes: [DiagnosticCode], check: @escaping @Sendable (RuleContext, inout DiagnosticList) -> Void) {
    self.codes = codes
    self.check = check
  }
}

/// What a rule looks at: the environment as far as it could be read, and what is missing from it.
struct RuleContext: Sendable {
  let environment: Environment
  let gaps: Gaps

  func isKnown(_ keyPath: String) -> Bool { gaps.isKnown(keyPath) }
  func isComplete(_ keyPath: String) -> Bool { gaps.isComplete(keyPath) }
}
