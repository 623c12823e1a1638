import Diagnostics
import Model
import Vocabulary

/// Gives every rule its identifier, name and precedence.
enum RulePlanner {
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
        draft.rule(precedence: number, tenant: environment.tenant.id.value)
      })
  }

  /// In the fixed order of the types, whatever the order in the input.
  private static func types(of forest: Forest) -> [ObjectType] {
    ObjectType.allCases.filter { type in forest.objectTypes.contains { $0.value == type } }
  }

  private static func hasUnits(_ forest: Forest, in environment: Environment) -> Bool {
    environment.waves.contains { wave in
      wave.units.contains { unit in
        forest.domains.contains { isSameName($0.name.value, unit.value.domainName) }
      }
    }
  }

  private struct Draft {
    let direction: SynchronizationRule.Direction
    let type: ObjectType

    func rule(precedence: Int, tenant: GUID) -> SynchronizationRule {
      switch direction {
      case .inbound(let connector):
        SynchronizationRule(
          id: RuleIdentity.inbound(tenant: tenant, connector: connector, type: type),
          name: RuleIdentity.inboundName(connector: connector, type: type),
          description: "Syncshift: marks the objects of migrated units with cloudNoFlow.", direction: direction, objectType: type,
          precedence: precedence)
      case .outbound:
        SynchronizationRule(
          id: RuleIdentity.outbound(tenant: tenant, type: type), name: RuleIdentity.outboundName(type: type),
          description: "Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.",
          direction: direction, objectType: type, precedence: precedence)
      }
    }
  }
}
