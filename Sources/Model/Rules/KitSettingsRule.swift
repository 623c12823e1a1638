import Diagnostics
import Vocabulary

/// Settings that deviate from current guidance are allowed and warned about.
enum KitSettingsRule {
  static let contains = DiagnosticCode(
    "contains-operator", .warning,
    "CONTAINS with a unit's name also matches units whose name begins in the same way, and units of the same name elsewhere. Current guidance is ENDSWITH with the whole distinguished name (MS-TUT). The kit then adds a check that lists every match and stops at one outside the wave."
  )
  static let beta = DiagnosticCode(
    "beta-graph", .warning,
    "Microsoft Graph beta can change without notice. v1.0 has jobs, schema, secrets, restart and on-demand provisioning (GRAPH-META)."
  )

  static let rule = EnvironmentRule([contains, beta]) { context, diagnostics in
    let kit = context.environment.kit
    if kit.scopeOperator.value == .contains {
      diagnostics.report(
        contains, "the operator 'contains' also matches units outside the wave", at: kit.scopeOperator.range,
        hint: "leave the key out to get ends-with")
    }
    if kit.graphVersion.value == .beta {
      diagnostics.report(
        beta, "the beta version of Microsoft Graph can change without notice", at: kit.graphVersion.range,
        hint: "leave the key out to get v1.0")
    }
  }
}
