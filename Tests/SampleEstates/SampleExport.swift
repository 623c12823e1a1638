import ConnectExport
import Diagnostics
import Model

/// A Connect server's configuration export, written for tests in the shape of a real one (RULE-XML) and read by the real reader.
package struct SampleExport {
  package var server = "SYNC01"
  package var settings: [(String, String)] = [
    ("Microsoft.Synchronize.ServerConfigurationVersion", "2.6.92.0"),
    ("Microsoft.Synchronize.StagingMode", "False"),
    ("Microsoft.SynchronizationOption.AnchorAttribute", "mS-DS-ConsistencyGuid"),
    ("Microsoft.OptionalFeature.ExportDeletionThreshold", "True"),
  ]
  /// Classes of the metaverse that have cloudNoFlow.
  package var noFlowClasses = ["person", "group", "device", "publicFolder"]
  package var connectors: [Connector] = [Connector()]
  package var rules: [Rule] = [
    Rule(
      id: "10000000-0000-4000-8000-000000000001", name: "In from AD - User Join", tag: "Microsoft.InfromADUserJoin.007",
      precedence: 100),
    Rule(
      id: "10000000-0000-4000-8000-000000000002", name: "Out to AAD - User Join", tag: "Microsoft.OuttoAADUserJoin.007",
      isInbound: false, connector: SampleExport.entra, source: "person", target: "user", link: "Provision", precedence: 101),
  ]

  /// The wizard's own policy file.
  package var policy: String?

  package static let directory = "ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d"
  package static let entra = "b891884f-051e-4a83-95af-2544101c9083"

  package init() {}

  /// One connector to a forest with one domain of the same name.
  package struct Connector {
    package var id = SampleExport.directory
    package var name = "contoso.com"
    /// The forest, when the connector has another name.
    package var forest: String?
    package var category = "AD"
    package var partition = "DC=contoso,DC=com"
    /// More domains, each taken whole.
    package var morePartitions: [String] = []
    package var isSelected = true
    package var included: [String] = ["DC=contoso,DC=com"]
    package var excluded: [String] = []
    package var classes = ["user", "group", "contact"]
    package var passwordHashSync = true
    package var filteringGroup = ""

    package init() {}
  }

  package struct Rule {
    package var id: String
    package var name: String
    package var tag: String
    package var isInbound: Bool
    package var connector: String
    package var source: String
    package var target: String
    package var link: String
    package var precedence: Int
    package var isDisabled = false
    /// Target and source: an expression when it holds a bracket, a constant otherwise.
    package var mappings: [(String, String)] = []
    package var mergeType = "Update"
    /// Whether its mappings are executed once.
    package var isExecutedOnce = false
    package var joins: [(String, String)] = []
    /// Groups of attribute, operator and value.
    package var scope: [[(String, String, String)]] = []

    package init(
      id: String, name: String, tag: String = "", isInbound: Bool = true, connector: String = SampleExport.directory,
      source: String = "user", target: String = "person", link: String = "Join", precedence: Int
    ) {
      self.id = id
      self.name = name
      self.tag = tag
      self.isInbound = isInbound
      self.connector = connector
      self.source = source
      self.target = target
      self.link = link
      self.precedence = precedence
    }
  }

  /// The value of a setting, added or changed.
  package mutating func set(_ name: String, _ value: String) {
    settings.removeAll { $0.0 == name }
    settings.append((name, value))
  }

  /// The export as the reader reads it; no message may come up.
  package func read(folder: String = "exports/sync01") throws -> ServerExport {
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(files(in: folder), folder: folder, into: &diagnostics)
    guard diagnostics.isEmpty else { throw SampleEstate.Refused(message: DiagnosticFormatter(texts: []).format(diagnostics.all)) }
    return export
  }

  package func files(in folder: String) -> [ExportFile] {
    texts.map { ExportFile(path: $0.path, name: "\(folder)/\($0.path)", bytes: Array($0.text.utf8)) }
  }

  /// Paths below the export folder, and what the files hold.
  package var texts: [(path: String, text: String)] {
    connectors.map { ("Connectors/Connector_{\($0.id)}.xml", SampleExportXML.connector($0)) }
      + [
        ("Connectors/Connector_{\(Self.entra)}.xml", SampleExportXML.entraConnector),
        ("GlobalSettings/MV.xml", SampleExportXML.metaverse(self)),
      ] + rules.map { ("SynchronizationRules/SynchronizationRule_{\($0.id)}.xml", SampleExportXML.rule($0)) }
      + (policy.map { [("Applied-SynchronizationPolicy-20261001-080000.JSON", $0)] } ?? [])
  }
}
