import Diagnostics
import Model
import Vocabulary

/// The scope after one wave: all units of that wave and of those before it. Rules, Graph scope, verification and runbook of wave *k*
/// all carry revision *k*, from this one value. A scope never shrinks.
package struct ScopeRevision: Sendable {
  /// 1 for the first wave.
  package let number: Int
  /// Every domain of the estate that has units in this revision, in the order of the input.
  package let domains: [DomainScope]
  /// The domains that this revision changes: those that it brings units into. The others get no schema PUT and no start.
  package let changedDomains: [DomainScope]
  /// Connector to its units in all its domains, sorted.
  private let connectors: [(name: String, units: [ScopedUnit])]
  /// Domain to its place in `domains`.
  private let places: [String: Int]

  init(number: Int, domains: [DomainScope], connectors: [(name: String, units: [ScopedUnit])]) {
    self.number = number
    self.domains = domains
    self.connectors = connectors
    changedDomains = domains.filter(\.hasNewUnits)
    places = Dictionary(domains.enumerated().map { ($1.domain, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The units of one domain in one revision.
  package struct DomainScope: Sendable {
    package let forest: String
    package let domain: String
    package let connector: String
    /// Sorted, unique, never empty.
    package let units: [ScopedUnit]
    package let hasNewUnits: Bool
    /// Containers whose children are in the scope one by one, of the units of this revision; sorted.
    package let expandedParents: [UnitExpansion.Parent]

    init(
      forest: String, domain: String, connector: String, units: [ScopedUnit], expandedParents: [UnitExpansion.Parent] = []
    ) {
      self.forest = forest
      self.domain = domain
      self.connector = connector
      self.units = units
      hasNewUnits = units.contains(where: \.isNew)
      self.expandedParents = expandedParents
    }
  }

  /// One unit, and whether this revision brings it in. Every revision from the unit's wave on refers to the same unit.
  package struct ScopedUnit: Sendable {
    private let unit: Unit
    package let isNew: Bool

    package var name: Located<DistinguishedName> { unit.name }
    package var wave: String { unit.wave }
    /// The unit of the input in whose place it stands; nil when it is one itself.
    package var expandedFrom: DistinguishedName? { unit.expandedFrom }

    init(_ unit: Unit, isNew: Bool) {
      self.unit = unit
      self.isNew = isNew
    }

    var carriedOn: ScopedUnit { isNew ? ScopedUnit(unit, isNew: false) : self }
  }

  /// What a unit is in every revision.
  final class Unit: Sendable {
    let name: Located<DistinguishedName>
    let wave: String
    let expandedFrom: DistinguishedName?

    init(_ container: ScopedContainer, wave: String) {
      name = container.name
      self.wave = wave
      expandedFrom = container.expandedFrom
    }
  }

  package func scope(ofDomain domain: String) -> DomainScope? {
    // A dictionary's key may differ in its bytes and be equal to Swift.
    if let place = places[domain], domains[place].domain.utf8.elementsEqual(domain.utf8) { return domains[place] }
    return domains.first { $0.domain.utf8.elementsEqual(domain.utf8) }
  }

  package func units(ofConnector connector: String) -> [ScopedUnit] {
    connectors.first { $0.name.utf8.elementsEqual(connector.utf8) }?.units ?? []
  }

  package var units: [ScopedUnit] { domains.flatMap(\.units) }
}

extension [ScopeRevision.ScopedUnit] {
  /// Where the input names them, each place once: several containers can stand in the place of one unit.
  package var keyPaths: [String] {
    var found: [String] = []
    for unit in self where found.last.map({ !$0.utf8.elementsEqual(unit.name.keyPath.utf8) }) ?? true {
      if unit.expandedFrom == nil || !found.contains(where: { $0.utf8.elementsEqual(unit.name.keyPath.utf8) }) {
        found.append(unit.name.keyPath)
      }
    }
    return found
  }
}
