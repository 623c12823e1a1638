import Vocabulary

/// How our rules are told from others: by an identifier that follows from tenant, connector name, type and direction, and by their names.
package enum RuleIdentity {
  /// UUIDv5 of the DNS namespace (RFC 9562, appendix A) and `rules.syncshift`.
  private static let namespace = GUID(namespace: GUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")!, name: "rules.syncshift")

  /// The same on every server and for every revision.
  package static func inbound(tenant: GUID, connector: String, type: ObjectType) -> GUID {
    GUID(namespace: namespace, name: "\(tenant.text)/\(connector)/\(type.rawValue)/inbound")
  }

  package static func outbound(tenant: GUID, type: ObjectType) -> GUID {
    GUID(namespace: namespace, name: "\(tenant.text)/\(WellKnownGUID.entraConnector.text)/\(type.rawValue)/outbound")
  }

  package static func inboundName(connector: String, type: ObjectType) -> String {
    "Cloud Sync migration - In from AD (\(connector)) - \(type.title) NoFlow"
  }

  package static func outboundName(type: ObjectType) -> String { "Cloud Sync migration - Out to Entra - \(type.title) NoFlow" }

  /// Every identifier and name that rules of ours can have in an estate, whatever is handed over today.
  static func all(_ environment: Environment) -> [(id: GUID, name: String)] {
    let tenant = environment.tenant.id.value
    var rules: [(id: GUID, name: String)] = []
    for connector in environment.forests.map(\.connector.name.value) {
      for type in ObjectType.allCases {
        rules.append(
          (inbound(tenant: tenant, connector: connector, type: type), inboundName(connector: connector, type: type)))
      }
    }
    for type in ObjectType.allCases { rules.append((outbound(tenant: tenant, type: type), outboundName(type: type))) }
    return rules
  }
}
