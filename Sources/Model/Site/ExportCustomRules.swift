import ConnectExport
import Diagnostics
import Vocabulary

/// Counts of the site's own rules, taken from an export. Disabled rules do nothing and do not count.
enum ExportCustomRules {
  static func answer(
    _ environment: inout Environment, from server: SiteExports.Server, _ written: Environment
  ) -> [ExportAnswer] {
    guard written.connect.customRules == nil, let counts = counts(server, written) else { return [] }
    environment.connect.customRules = counts
    return [
      ExportAnswer(keyPath: "connect.custom-rules", value: "\(counts.total) in all", server: server, place: counts.join.range)
    ]
  }

  /// Nil when the export has no rules to count.
  static func counts(_ server: SiteExports.Server, _ environment: Environment) -> CustomRules? {
    guard let first = server.export.rules.first else { return nil }
    let enabled = RuleSorting(server.export, environment).custom.filter { !$0.isDisabled }
    func count(_ kind: CustomRuleClass) -> Located<Int> {
      let rules = enabled.filter { CustomRuleClass($0) == kind }
      return Located(
        rules.count, at: rules.first?.name.place ?? first.name.place, keyPath: "connect.custom-rules.\(kind.rawValue)")
    }
    return CustomRules(
      simpleExpression: count(.simpleExpression), join: count(.join), multiSource: count(.multiSource), filter: count(.filter))
  }
}
