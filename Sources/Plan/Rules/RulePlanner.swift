import Diagnostics
import Model
import Vocabulary

/// Gives every rule its identifier, name and precedence.
enum RulePlanner {
  /// Namespace of our rule identifiers: UUIDv5 of the DNS namespace (RFC 9562, appendix A) and `rules.syncshift`.
  private static let namespace = GUID(namespace: GUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")!, name: "rules.syncshift")

  static func plan(_ environment: Environment, into diagnostics: inout DiagnosticList) -> RulePack {
    let inbound = environment.forests.filter { hasUnits($0, in: environment) }.flatMap { forest in
      types(of: forest).map { (Draft(direction: .inbound(connector: forest.connector.name.value), type: $0)) }
    }
    let outbound = ObjectType.allCases
      .filter { type in inbound.contains { $0.type.outbound == type } }
      .map { Draft(direction: .outbound, type: $0) }
    let drafts = inbound + outbound
    guard let numbers = PrecedenceAllocation.numbers(for: drafts.count, environment.connect.precedence, into: &diagnostics) else {
      return RulePack(all: [])
    }
    return RulePack(
      all: zip(drafts, numbers).map { draft, number in
        draft.rule(precedence: number, tenant: environment.tenant.id.value, namespace)
      })
  }

  /// In the fixed order of the types, whatever the order in the input.
  private static func types(of forest: Forest) -> [ObjectType] {
    ObjectType.allCases.filter { type in forest.objectTypes.contains { $0.value == type } }
  }

  private static func hasUnits(_ forest: Forest, in environment: Environment) -> Bool {
    environment.waves.contains { wave in
      wave.units.contains { unit in
        forest.domains.contains { $0.name.value.lowercased().utf8.elementsEqual(unit.value.domainName.lowercased().utf8) }
      }
    }
  }

  private struct Draft {
    let direction: SynchronizationRule.Direction
    let type: ObjectType

    func rule(precedence: Int, tenant: GUID, _ namespace: GUID) -> SynchronizationRule {
      let connector: String
      let name: String
      let description: String
      switch direction {
      case .inbound(let connectorName):
        connector = connectorName
        name = "Cloud Sync migration - In from AD (\(connectorName)) - \(type.title) NoFlow"
        description = "Syncshift: marks the objects of migrated units with cloudNoFlow."
      case .outbound:
        connector = SynchronizationRule.entraConnector.text
        name = "Cloud Sync migration - Out to Entra - \(type.title) NoFlow"
        description = "Syncshift: keeps the join of marked objects, stops their adds, deletes and updates."
      }
      let direction = if case .inbound = direction { "inbound" } else { "outbound" }
      let key = "\(tenant.text)/\(connector)/\(type.rawValue)/\(direction)"
      return SynchronizationRule(
        id: GUID(namespace: namespace, name: key), name: name, description: description, direction: self.direction,
        objectType: type,
        precedence: precedence)
    }
  }
}
