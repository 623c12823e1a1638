import Model
import Plan
import Vocabulary

/// What the estate is, how the kit is made, and the words for readers.
enum SettingSummary {
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    let environment = plan.environment
    let connect = environment.connect
    return [
      SummarySection(
        .settings, "tenant",
        values: [
          ("name", environment.tenant.name.value), ("identifier", environment.tenant.id.value.text),
          ("cloud", environment.tenant.cloud.value.rawValue), ("sign-in", environment.signIn.value.rawValue),
          ("Graph version", environment.kit.graphVersion.value.rawValue),
        ]),
      SummarySection(
        .settings, "Connect Sync",
        values: [
          ("build", connect.build.value.text), ("installation", connect.install.value.rawValue),
          ("source anchor", connect.sourceAnchor.value.attribute),
        ] + customRules(connect.customRules)),
    ]
      + connect.servers.map { server in
        SummarySection(
          .settings, "Connect Sync server \(server.name.value)",
          values: [("role", server.role.value.rawValue), ("configuration export", server.export?.value)]
            + environment.forests.map { forest in
              (
                "identifier of connector \(forest.connector.name.value)",
                forest.connector.id(on: server.name.value)?.value.text ?? "unknown"
              )
            })
      }
      + [
        SummarySection(
          .settings, "answers", values: EstateFact.allCases.map { ($0.rawValue, environment.facts[$0].value.rawValue) }),
        SummarySection(
          .text, "owners",
          values: [
            ("Connect administrator", environment.owners.connectAdministrator?.value),
            ("directory administrator", environment.owners.directoryAdministrator?.value),
            ("Entra administrator", environment.owners.entraAdministrator?.value),
            ("approver", environment.owners.approver?.value),
          ]),
        SummarySection(.text, "environment", values: [("note", environment.note?.value)]),
      ]
      + environment.waves.map { SummarySection(.text, "wave \($0.name.value)", values: [("note", $0.note?.value)]) }
      + environment.staysOnConnect.map { remaining in
        SummarySection(.text, "unit that stays \(remaining.unit.value.text)", values: [("reason", remaining.reason.value)])
      }
  }

  private static func customRules(_ rules: CustomRules?) -> [(String, String?)] {
    func text(_ count: Int?) -> String { count.map { String($0) } ?? "not counted" }
    return [
      ("custom rules with a simple expression", text(rules?.simpleExpression.value)),
      ("custom join rules", text(rules?.join.value)),
      ("custom rules with several sources", text(rules?.multiSource.value)), ("custom filter rules", text(rules?.filter.value)),
    ]
  }
}
