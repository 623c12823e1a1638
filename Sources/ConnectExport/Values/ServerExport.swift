import Diagnostics

/// The configuration of one Connect server, as its export states it. What the export does not state is nil, which never means "off".
package struct ServerExport: Sendable {
  /// The folder as messages name it.
  package let folder: String
  package var connectors: [ExportConnector]
  package var rules: [ExportRule]
  /// Nil when the file is missing or damaged.
  package var metaverse: Metaverse?
  /// Nil when the folder holds none that can be read.
  package var policy: WizardPolicy?

  package init(folder: String, connectors: [ExportConnector], rules: [ExportRule], metaverse: Metaverse?) {
    self.folder = folder
    self.connectors = connectors
    self.rules = rules
    self.metaverse = metaverse
  }

  package var activeDirectoryConnectors: [ExportConnector] { connectors.filter { $0.kind == .activeDirectory } }
  package var entraConnector: ExportConnector? { connectors.first { $0.kind == .entra } }

  package func connector(of rule: ExportRule) -> ExportConnector? { connectors.first { $0.id == rule.connector } }
}
