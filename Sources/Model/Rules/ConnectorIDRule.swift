import Diagnostics
import Vocabulary

/// Identifiers of connectors are real, and each belongs to one connector on one server of the file.
enum ConnectorIDRule {
  static let unknownServer = DiagnosticCode(
    "unknown-server", .error,
    "Connector identifiers are given for each Connect server. A server that is not in connect.servers gets no rules, so its identifier would be of no use."
  )
  static let repeated = DiagnosticCode(
    "repeated-connector-id", .error,
    "Each connector has an identifier of its own on each server. Two that are the same were copied from one place, and rule files made of them would land on the wrong connector."
  )
  static let impossible = DiagnosticCode(
    "impossible-id", .error,
    "The identifier is one that no site can have: only zeros, or b891884f-051e-4a83-95af-2544101c9083, which is the Entra connector on every Connect server. Inbound rules belong on the Active Directory connector."
  )

  static let rule = EnvironmentRule([unknownServer, repeated, impossible]) { context, diagnostics in
    let environment = context.environment
    let servers = environment.connect.servers.map(\.name.value)
    if context.isKnown("tenant.id"), environment.tenant.id.value == WellKnownGUID.zero {
      diagnostics.report(
        impossible, "the tenant's identifier is all zeros", at: environment.tenant.id.range,
        hint: "copy the tenant id from the Entra admin center")
    }
    var seen: [GUID: Located<GUID>] = [:]
    for entry in environment.forests.flatMap(\.connector.ids) {
      if context.isComplete("connect.servers"), !servers.contains(where: { isSameName($0, entry.server.value) }) {
        diagnostics.report(
          unknownServer, "\(MessageText.quote(entry.server.value)) is no server of 'connect.servers'", at: entry.server.range,
          hint: Suggestion.hintOrList(for: entry.server.value, among: servers))
      }
      if entry.id.value == WellKnownGUID.zero || entry.id.value == WellKnownGUID.entraConnector {
        let what = entry.id.value == WellKnownGUID.zero ? "all zeros" : "that of the Entra connector"
        diagnostics.report(
          impossible, "the connector's identifier is \(what)", at: entry.id.range,
          hint: "copy the identifier of the Active Directory connector, or leave the server out")
      } else if let first = seen[entry.id.value] {
        diagnostics.report(
          repeated, "the identifier \(entry.id.value.text) is given to two connectors", at: entry.id.range,
          hint: "copy each identifier from its own server", notes: [.init("the first one", at: first.range)])
      } else {
        seen[entry.id.value] = entry.id
      }
    }
  }
}
