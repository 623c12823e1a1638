import Diagnostics
import Vocabulary

/// A connector file as far as it was read.
struct ConnectorDraft: ReportingDraft, ParameterDraft {
  var diagnostics = DiagnosticList()
  var place: SourceRange?
  var parameterName: String?
  var id: ExportText?
  var name: ExportText?
  var category: ExportText?
  var subtype: ExportText?
  var forest: ExportText?
  var passwordHashSync: ExportText?
  var passwordWriteback: ExportText?
  var filteringGroup: ExportText?
  var userName: ExportText?
  var softwareVersion: ExportText?
  var attributes: [String] = []
  var partitions: [PartitionDraft] = []
  var runProfiles: [String] = []

  /// The partition that is being read. There is one: its element was entered.
  var lastPartition: PartitionDraft {
    get { partitions[partitions.count - 1] }
    set { partitions[partitions.count - 1] = newValue }
  }

  mutating func finish() -> ExportConnector? {
    guard let place else { return nil }
    let id = value(id, "id", "an identifier in braces") { GUID($0.text) }
    let name = required(name, "name", "the connector's name")
    let category = required(category, "category", "a kind of connector such as AD")
    let partitions = partitions.compactMap { partition($0) }
    guard !diagnostics.hasErrors, let id, let name, let category else { return nil }
    return ExportConnector(
      id: id, name: name, kind: Self.kind(category, subtype), category: category, subtype: subtype, forest: forest,
      partitions: partitions, attributes: attributes, filteringGroup: filteringGroup, passwordHashSync: passwordHashSync,
      passwordWriteback: passwordWriteback, userName: userName, softwareVersion: softwareVersion, runProfiles: runProfiles,
      place: place)
  }

  /// Source of the spellings: RULE-XML.
  private static func kind(_ category: ExportText, _ subtype: ExportText?) -> ExportConnector.Kind {
    if category.isWord("AD") { return .activeDirectory }
    let isEntra = category.isWord("Extensible2") && subtype?.isWord("Windows Azure Active Directory (Microsoft)") == true
    return isEntra ? .entra : .other
  }

  private mutating func partition(_ draft: PartitionDraft) -> ExportConnector.Partition? {
    let name = required(draft.name, "partition/name", "the partition's name")
    let isSelected = value(draft.selected, "partition/selected", "0 or 1", \.bool)
    let isDomain = optionalValue(draft.isDomain, "is-domain", "0 or 1", \.bool)
    guard let name, let isSelected else { return nil }
    return ExportConnector.Partition(
      name: name, isSelected: isSelected, isDomain: isDomain, objectClasses: draft.objectClasses.filter { !$0.isEmpty },
      inclusions: draft.inclusions.filter { !$0.isEmpty }, exclusions: draft.exclusions.filter { !$0.isEmpty })
  }
}

struct PartitionDraft {
  var name: ExportText?
  var selected: ExportText?
  var isDomain: ExportText?
  var objectClasses: [ExportText] = []
  var inclusions: [ExportText] = []
  var exclusions: [ExportText] = []
  var place: SourceRange
}
