import ConnectExport
import Diagnostics
import Vocabulary

/// The precedences that the rules of all servers have, so that ours take free ones and come before every rule that would win over them.
enum ExportPrecedences {
  static let collision = DiagnosticCode(
    "precedence-collision", .error,
    "Precedences are unique across all rules of a server (RULE-XML). Which of two rules with one number wins, and what Connect Sync does when a rule with a taken number is added, is written nowhere."
  )

  static func answer(_ environment: inout Environment, from exports: SiteExports, into diagnostics: inout DiagnosticList) {
    for server in exports.servers {
      let sorting = RuleSorting(server.export, environment)
      let others = sorting.standard + sorting.custom
      report(server, into: &diagnostics)
      for rule in others where rule.precedence <= Limit.highestCustomPrecedence.value {
        guard !environment.connect.precedence.inUse.contains(where: { $0.value == rule.precedence }) else { continue }
        environment.connect.precedence.inUse.append(
          Located(rule.precedence, at: rule.precedencePlace, keyPath: "connect.precedence.in-use"))
      }
      for rule in others where competes(rule, server.export, environment) {
        let ceiling = environment.connect.precedence.ceiling
        if rule.precedence < ceiling?.number ?? .max {
          environment.connect.precedence.ceiling = Precedence.Ceiling(
            number: rule.precedence, rule: rule.name.text, server: server.name, place: rule.precedencePlace)
        }
      }
    }
  }

  /// An enabled outbound rule to Entra for a class that we hand over wins over ours when its number is lower.
  private static func competes(_ rule: ExportRule, _ export: ServerExport, _ environment: Environment) -> Bool {
    guard !rule.isDisabled, rule.direction == .outbound,
      rule.connector == WellKnownGUID.entraConnector || export.connector(of: rule)?.kind == .entra
    else { return false }
    let types = Set(environment.forests.flatMap { $0.objectTypes.map(\.value.entraType) }.map(foldedASCII))
    return types.contains(foldedASCII(rule.targetObjectType))
  }

  /// Both rules of every number of ours that two rules of a server have.
  private static func report(_ server: SiteExports.Server, into diagnostics: inout DiagnosticList) {
    var seen: [Int: ExportRule] = [:]
    for rule in server.export.rules.sorted(by: { $0.precedence < $1.precedence })
    where rule.precedence <= Limit.highestCustomPrecedence.value {
      guard let first = seen[rule.precedence] else {
        seen[rule.precedence] = rule
        continue
      }
      diagnostics.report(
        collision,
        "the rules \(MessageText.quote(first.name.text)) and \(MessageText.quote(rule.name.text)) of \(server.name) both have precedence \(rule.precedence)",
        at: rule.precedencePlace, hint: "give one of them a free number from 0 to 99 on that server, and export again",
        notes: [.init("the other rule", at: first.precedencePlace)])
    }
  }
}
