/// `Connector_{…}.xml`. The schema, which is most of the file, is not read.
enum ConnectorFile {
  typealias Rule = ElementRule<ConnectorDraft>

  static let root: Rule = .element(
    "ma-data",
    [
      leaf("id", \.id), leaf("name", \.name), leaf("category", \.category), leaf("subtype", \.subtype),
      .element("private-configuration", [activeDirectory, extensible]),
      .element("attribute-inclusion", [.text("attribute") { $0.attributes.append($1.text) }]),
      .element("ma-partition-data", [partition]),
      .element("ma-run-data", [.element("run-configuration", [.text("name") { $0.runProfiles.append($1.text) }])]),
    ]
  ) { draft, element in draft.place = element.place }

  private static func leaf(_ name: String, _ slot: WritableKeyPath<ConnectorDraft, ExportText?> & Sendable) -> Rule {
    .text(name) { draft, text in draft.keep(text, name, in: slot) }
  }

  private static let groupFilter = "Connector.GroupFilteringGroupDn"

  private static let activeDirectory: Rule = .element(
    "adma-configuration",
    [
      leaf("forest-name", \.forest),
      .element("password-hash-sync-config", [leaf("enabled", \.passwordHashSync)]),
      .element(
        "parameter-values",
        [.parameters([groupFilter]) { draft, name, text in draft.keep(text, name, in: \.filteringGroup) }]),
    ])

  private static let extensible: Rule = .element(
    "MAConfig",
    [
      .element("extension-config", [leaf("assembly-version", \.softwareVersion)]),
      .element("aad-password-reset-config", [leaf("enabled", \.passwordWriteback)]),
      .element(
        "parameter-values", [.parameters(["UserName"]) { draft, name, text in draft.keep(text, name, in: \.userName) }]),
    ])

  private static let partition: Rule = .element(
    "partition",
    [
      .text("name") { $0.lastPartition.name = $1 },
      .text("selected") { $0.lastPartition.selected = $1 },
      .element(
        "filter",
        [
          .element("object-classes", [.text("object-class") { $0.lastPartition.objectClasses.append($1) }]),
          .element(
            "containers",
            [
              .element("inclusions", [.text("inclusion") { $0.lastPartition.inclusions.append($1) }]),
              .element("exclusions", [.text("exclusion") { $0.lastPartition.exclusions.append($1) }]),
            ]),
        ]),
      .element("custom-data", [.element("adma-partition-data", [.text("is-domain") { $0.lastPartition.isDomain = $1 }])]),
    ]
  ) { draft, element in draft.partitions.append(PartitionDraft(place: element.place)) }
}
