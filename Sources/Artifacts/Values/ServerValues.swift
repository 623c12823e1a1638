import Model
import Plan

/// What templates may say about a Connect Sync server.
enum ServerValues {
  static let table = ValueTable<ServerSubject>([
    .text("name") { $0.server.name.value },
    .text("role") { $0.server.role.value.rawValue },
    .flag("isActive") { $0.server.role.value == .active },
    .flag("isStaging") { $0.server.role.value == .staging },
    .list("connectors", connectorTable) { subject in
      subject.plan.environment.forests.map { ConnectorSubject(forest: $0, server: subject.server) }
    },
  ])

  struct ConnectorSubject {
    let forest: Forest
    let server: ConnectServer
  }

  static let connectorTable = ValueTable<ConnectorSubject>([
    .text("name") { $0.forest.connector.name.value },
    .text("forest") { $0.forest.name.value },
    .optionalText("id") { $0.forest.connector.id(on: $0.server.name.value)?.value.text },
    .texts("domains") { $0.forest.domains.map(\.name.value) },
  ])
}
