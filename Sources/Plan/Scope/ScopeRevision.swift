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

  /// The units of one domain in one revision.
  package struct DomainScope: Sendable {
    package let forest: String
    package let domain: String
    package let connector: String
    /// Sorted, unique, never empty.
    package let units: [ScopedUnit]

    package var hasNewUnits: Bool { units.contains(where: \.isNew) }
  }

  /// One unit, and whether this revision brings it in.
  package struct ScopedUnit: Sendable {
    package let name: Located<DistinguishedName>
    package let wave: String
    package let isNew: Bool
  }

  package func scope(ofDomain domain: String) -> DomainScope? {
    domains.first { $0.domain.utf8.elementsEqual(domain.utf8) }
  }

  package func units(ofConnector connector: String) -> [ScopedUnit] {
    domains.filter { $0.connector.utf8.elementsEqual(connector.utf8) }.flatMap(\.units)
      .sorted { DistinguishedName.precedes($0.name.value, $1.name.value) }
  }

  package var units: [ScopedUnit] { domains.flatMap(\.units) }

  /// The domains that this revision changes: those that it brings units into. The others get no schema PUT and no start.
  package var changedDomains: [DomainScope] { domains.filter(\.hasNewUnits) }
}

extension ScopeRevision {
  /// One revision a wave, cumulative by construction.
  package static func revisions(of environment: Environment) -> [ScopeRevision] {
    environment.waves.indices.map { last in
      ScopeRevision(number: last + 1, domains: domains(of: environment, throughWave: last))
    }
  }

  private static func domains(of environment: Environment, throughWave last: Int) -> [DomainScope] {
    environment.forests.flatMap { forest in
      forest.domains.compactMap { domain in
        let units = environment.waves[...last].enumerated().flatMap { index, wave in
          wave.units
            .filter { $0.value.domainName.lowercased().utf8.elementsEqual(domain.name.value.lowercased().utf8) }
            .map { ScopedUnit(name: $0, wave: wave.name.value, isNew: index == last) }
        }
        guard !units.isEmpty else { return nil }
        return DomainScope(
          forest: forest.name.value, domain: domain.name.value, connector: forest.connector.name.value,
          units: units.sorted { DistinguishedName.precedes($0.name.value, $1.name.value) })
      }
    }
  }
}
