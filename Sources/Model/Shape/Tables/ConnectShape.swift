import Vocabulary

enum ConnectShape {
  static let build = Field<DottedVersion>.required(
    "build", .build, "Build of Connect Sync on the active server, as Programs and Features shows it.", from: [.connectDates])
  static let install = Field.defaulted(
    "install",
    ScalarRule<InstallKind>.choice("a kind of installation") { kind in
      switch kind {
      case .express: "installed with express settings"
      case .custom: "installed with custom settings"
      case .unknown: "nobody knows"
      }
    }, to: .unknown, written: "unknown",
    "How Connect Sync was installed. Microsoft's instructions are written for express settings.",
    from: [.migration])
  static let servers = ObjectListField(
    "servers", of: ServerShape.shape, atLeast: 1, key: ServerShape.name, "Every Connect server: one active, any number staging.")
  static let sourceAnchor = Field<SourceAnchor>.required(
    "source-anchor", .sourceAnchor,
    "Attribute that Connect Sync uses as source anchor. Cloud Sync supports mS-DS-ConsistencyGuid and objectGUID only. There is no default: a guess here would create every object anew.",
    from: [.cloudSyncFAQ])
  static let features = ObjectField("features", FactShape.features, "What Connect Sync is configured to do.")
  static let estate = ObjectField("estate", FactShape.estate, "What the estate looks like.")
  static let customRules = ObjectField(
    "custom-rules", CustomRulesShape.shape,
    "Counts of synchronization rules that are not Microsoft's own, by class. Left out: nobody counted them.")
  static let precedence = ObjectField("precedence", PrecedenceShape.shape, "Which numbers the kit's rules may take.")

  static let shape = ObjectShape(
    title: "connect",
    fields: [
      build.description, install.description, servers.description, sourceAnchor.description, features.description,
      estate.description, customRules.description, precedence.description,
    ])
}

enum ServerShape {
  static let name = Field<String>.required("name", .serverName, "Name of the server.")
  static let role = Field.required(
    "role",
    ScalarRule<ServerRole>.choice("a server role") { role in
      role == .active ? "synchronizes and exports" : "synchronizes and does not export"
    }, "What the server does.", from: [.staging])
  static let export = Field<String>.optional(
    "export", .relativePath,
    "Folder with the server's configuration, as Get-ADSyncServerConfiguration writes it, relative to this file.")

  static let shape = ObjectShape(title: "server", fields: [name.description, role.description, export.description])
}

/// The questions to which the input answers yes, no or unknown; one key each, sorted.
enum FactShape {
  static let fields: [EstateFact: Field<Answer>] = Dictionary(
    uniqueKeysWithValues: EstateFact.allCases.map { fact in
      (fact, .defaulted(fact.rawValue, .answer, to: .unknown, written: "unknown", fact.question))
    })

  static let features = shape(.features)
  static let estate = shape(.estate)

  private static func shape(_ section: EstateFact.Section) -> ObjectShape {
    let names = EstateFact.allCases.filter { $0.section == section }.sorted { $0.rawValue < $1.rawValue }
    return ObjectShape(title: section.rawValue, fields: names.map { fields[$0]!.description })
  }
}

enum CustomRulesShape {
  private static func count(_ name: String, _ what: String) -> Field<Int> {
    .defaulted(name, .integer("a count of rules", 0...10_000), to: 0, written: "0", what, from: [.decisionGuide])
  }
  static let simpleExpression = count("simple-expression", "Rules that only compute an attribute from others of the same object.")
  static let join = count("join", "Rules with join conditions of their own.")
  static let multiSource = count("multi-source", "Rules that take attributes of one object from several connected directories.")
  static let filter = count("filter", "Rules that filter objects by attribute values.")

  static let shape = ObjectShape(
    title: "custom-rules",
    fields: [simpleExpression.description, join.description, multiSource.description, filter.description])
}

enum PrecedenceShape {
  private static let number = ScalarRule<Int>.integer("a precedence", 0...Limit.highestCustomPrecedence.value)
  static let from = Field.defaulted(
    "from", number, to: 50, written: "50",
    "First precedence to use. 0 to 99 are for custom rules; outside them an upgrade of Connect Sync moves rules.",
    from: [.importExport])
  static let inUse = ListField(
    "in-use", of: number, "Precedences that the site's own rules already have; the kit skips them.", from: [.importExport])

  static let shape = ObjectShape(title: "precedence", fields: [from.description, inUse.description])
}
