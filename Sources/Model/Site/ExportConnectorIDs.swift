import ConnectExport
import Diagnostics
import Vocabulary

/// Identifiers of the Active Directory connectors, taken from each server's export.
enum ExportConnectorIDs {
  static let contradiction = DiagnosticCode(
    "connector-id-contradiction", .error,
    "The identifier of a connector differs from server to server, and the export of the server itself has another one than the input. Rule files made with the wrong one would land on no connector."
  )

  /// Fills in what the input does not state, and reports what it states otherwise.
  static func answer(
    _ environment: inout Environment, from exports: SiteExports, into diagnostics: inout DiagnosticList
  ) -> [ExportAnswer] {
    var answers: [ExportAnswer] = []
    for index in environment.forests.indices {
      for server in exports.servers {
        let connector = environment.forests[index].connector
        guard let found = Self.connector(of: environment.forests[index], in: server.export) else { continue }
        if let written = connector.id(on: server.name) {
          guard written.value != found.id else { continue }
          diagnostics.report(
            contradiction,
            "the connector \(MessageText.quote(connector.name.value)) on \(server.name) is \(found.id.text) in its export",
            at: written.range, hint: "write that identifier, or leave it out",
            notes: [.init("the export's connector", at: found.place)])
          continue
        }
        let keyPath = "forests[\(environment.forests[index].name.value)].connector.ids.\(server.name)"
        environment.forests[index].connector.ids.append(
          Connector.ConnectorID(server: server.server.name, id: Located(found.id, at: found.place, keyPath: keyPath)))
        answers.append(ExportAnswer(keyPath: keyPath, value: found.id.text, server: server, place: found.place))
      }
    }
    return answers
  }

  /// The connector of a forest: by its name, or by the forest it is made for.
  static func connector(of forest: Forest, in export: ServerExport) -> ExportConnector? {
    let connectors = export.activeDirectoryConnectors
    return connectors.first { isSameName($0.name.text, forest.connector.name.value) }
      ?? connectors.first { $0.forest.map { isSameName($0.text, forest.name.value) } ?? false }
  }
}
