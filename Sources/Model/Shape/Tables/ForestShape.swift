import Vocabulary

enum ForestShape {
  static let name = Field<String>.required("name", .dnsName, "DNS name of the forest's root domain.")
  static let connector = ObjectField("connector", ConnectorShape.shape, "Connect Sync's connector to this forest.")
  static let objectTypes = ListField(
    "object-types",
    of: ScalarRule<ObjectType>.choice("an object type") { type in
      switch type {
      case .user: "users"
      case .inetOrgPerson: "inetOrgPerson objects; Cloud Sync has no password hash sync for them"
      case .group: "groups"
      case .contact: "contacts"
      case .device: "computers for hybrid join; a preview in Cloud Sync"
      }
    }, default: "[user, group, contact]", "The classes of objects that are handed over.", from: [.decisionGuide])
  static let domains = ObjectListField(
    "domains", of: DomainShape.shape, atLeast: 1, key: DomainShape.name, "The domains of this forest that are synchronized.")

  static let shape = ObjectShape(
    title: "forest",
    fields: [name.description, connector.description, objectTypes.description, domains.description])
}

enum ConnectorShape {
  static let name = Field<String>.optional(
    "name", .text("a connector name", longest: 256),
    "Name of the connector in Synchronization Service Manager. Left out: the forest's name, as Connect Sync itself names it.")
  static let ids = MapField<GUID>(
    "ids", key: .serverName, value: .guid,
    "Identifier of the connector on each server; it differs from server to server. A server that is missing gets no inbound rule files, and a question in the report."
  )

  static let shape = ObjectShape(title: "connector", fields: [name.description, ids.description])
}

enum DomainShape {
  static let name = Field<String>.required("name", .dnsName, "DNS name of the domain.")
  static let note = Field<String>.optional("note", .text("a note", longest: 10_000), "Free text for the people who read the kit.")
  static let counts = ObjectField(
    "counts", CountsShape.shape, "How many objects Connect Sync has in scope here. Left out: nobody counted.")
  static let agents = ListField<String>(
    "agents", of: .serverName, "Servers that run, or will run, a provisioning agent for this domain. Microsoft recommends three.",
    from: [.prerequisites2026])
  static let connectScope = ObjectField(
    "connect-scope", ConnectScopeShape.shape,
    "Containers that Connect Sync includes and excludes; the longest match decides. Left out: unknown, and checked at run time.")
  static let cloudSync = ObjectField(
    "cloud-sync", CloudSyncShape.shape, "What the Cloud Sync configuration of this domain is to do.")

  static let shape = ObjectShape(
    title: "domain",
    fields: [
      name.description, note.description, counts.description, agents.description, connectScope.description, cloudSync.description,
    ])
}

enum CountsShape {
  private static func count(_ name: String, _ what: String, from citations: [Citation] = [.decisionGuide]) -> Field<Int> {
    .optional(name, .integer("a count of objects", 0...100_000_000), what, from: citations)
  }
  static let users = count("users", "Users.")
  static let inetOrgPersons = count("inetorgpersons", "inetOrgPerson objects.")
  static let groups = count("groups", "Groups.")
  static let contacts = count("contacts", "Contacts.")
  static let computers = count("computers", "Computers; they count when devices are synchronized.")
  static let largestGroup = count("largest-group", "Direct members of the largest group. Cloud Sync takes 50,000.")

  static let shape = ObjectShape(
    title: "counts",
    fields: [
      users.description, inetOrgPersons.description, groups.description, contacts.description, computers.description,
      largestGroup.description,
    ])
}

enum ConnectScopeShape {
  static let include = ListField<DistinguishedName>(
    "include", of: .distinguishedName, "Containers that are synchronized with everything below them.")
  static let exclude = ListField<DistinguishedName>(
    "exclude", of: .distinguishedName, "Containers that are left out with everything below them.")

  static let shape = ObjectShape(title: "connect-scope", fields: [include.description, exclude.description])
}
