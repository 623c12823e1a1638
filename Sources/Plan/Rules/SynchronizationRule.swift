import Model
import Vocabulary

/// One of our rules in Connect Sync: an inbound rule that marks the objects of the units with `cloudNoFlow`, or an outbound rule that keeps
/// marked objects from flowing to Entra. It exists once per connector and object type; a revision changes only its scope.
package struct SynchronizationRule: Sendable {
  /// UUIDv5 of tenant, connector name, type and direction: the same on every server and for every revision.
  package let id: GUID
  package let name: String
  package let description: String
  package let direction: Direction
  package let objectType: ObjectType
  /// 0 to 99, unique.
  package let precedence: Int

  package enum Direction: Sendable {
    /// From one AD connector, by its name.
    case inbound(connector: String)
    /// To the Entra connector.
    case outbound
  }

  package var isInbound: Bool { if case .inbound = direction { true } else { false } }
  package var directionName: String { isInbound ? "Inbound" : "Outbound" }
  package var connectorName: String? { if case .inbound(let name) = direction { name } else { nil } }
  package var sourceObjectType: String { isInbound ? objectType.connectorSpaceType : objectType.metaverseType }
  package var targetObjectType: String { isInbound ? objectType.metaverseType : objectType.entraType }
  /// Inbound rules only join. `JoinNoFlow` blocks adds, deletes and updates other than references (MS-TUT); it needs build 1.4.32.0.
  package var linkType: String { isInbound ? "Join" : "JoinNoFlow" }

  /// The connector of the Entra side has the same identifier on every installation (RULE-XML, and Microsoft's own scripts).
  package static let entraConnector = GUID("b891884f-051e-4a83-95af-2544101c9083")!
}

/// All rules of one estate, and which of them are in force in which revision.
package struct RulePack: Sendable {
  /// In order of precedence.
  package let all: [SynchronizationRule]

  /// The rules of one revision with the units each marks; an inbound rule without units is left out, since an empty scope means every object.
  package func rules(of revision: ScopeRevision) -> [ScopedRule] {
    let inbound = all.compactMap { rule -> ScopedRule? in
      guard let connector = rule.connectorName else { return nil }
      let units = revision.units(ofConnector: connector)
      return units.isEmpty ? nil : ScopedRule(rule: rule, units: units)
    }
    let types = Set(inbound.map(\.rule.objectType.outbound))
    let outbound = all.filter { !$0.isInbound && types.contains($0.objectType) }.map { ScopedRule(rule: $0, units: []) }
    return inbound + outbound
  }
}

/// A rule as one revision has it.
package struct ScopedRule: Sendable {
  package let rule: SynchronizationRule
  /// The scope groups of an inbound rule, sorted; empty for an outbound rule, whose scope is always `cloudNoFlow EQUAL True`.
  package let units: [ScopeRevision.ScopedUnit]

  /// What the scope groups of an inbound rule compare `dn` with, one a group, unique: the unit's full name for ENDSWITH; for CONTAINS, the quickstart's
  /// literal form, the unit's first component. An outbound rule has none.
  package func scopeValues(for scopeOperator: KitSettings.ScopeOperator) -> [String] {
    switch scopeOperator {
    case .endsWith: units.map(\.name.value.text)
    case .contains:
      units.map { DistinguishedName(components: [$0.name.value.components[0]]).text }
        .reduce(into: []) { unique, value in
          if !unique.contains(where: { $0.utf8.elementsEqual(value.utf8) }) { unique.append(value) }
        }
    }
  }
}
