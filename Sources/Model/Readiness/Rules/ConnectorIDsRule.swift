import Diagnostics
import Vocabulary

/// Connector identifiers that rule files need.
enum ConnectorIDsRule {
  static let code = FindingCode(
    "connector-id-unknown",
    limit:
      "A rule file names its connector by an identifier that differs from server to server. Without it no inbound rule file is written for "
      + "that server; the PowerShell script finds the connector by its name.",
    citations: [.ruleExport])

  static let rule = ReadinessRule(code) { environment in
    environment.forests.flatMap { forest in
      environment.connect.servers.filter { forest.connector.id(on: $0.name.value) == nil }.map { server in
        code.finding(
          .question,
          fact:
            "The identifier of the connector \(MessageText.quote(forest.connector.name.value)) on \(server.name.value) is unknown.",
          remedy: "Run Get-ADSyncConnector on \(server.name.value) and write the Identifier at 'connector: ids'.", at: forest.name
        )
      }
    }
  }
}
