import Diagnostics
import Model
import Vocabulary

extension ScopeRevision {
  /// One revision a wave, cumulative by construction: each is the one before it and the units of its wave.
  package static func revisions(of environment: Environment) -> [ScopeRevision] {
    let waves = environment.waves.map { wave in
      Dictionary(grouping: environment.scopedUnits(of: wave).map { Unit($0, wave: wave.name.value) }) {
        foldedASCII($0.name.value.domainName)
      }
    }
    let domains = environment.forests.flatMap { forest in
      forest.domains.map { domain in
        Domain(forest: forest, name: domain.name.value, key: foldedASCII(domain.name.value))
      }
    }
    var growing = domains.map { _ in [ScopedUnit]() }
    var connectors = Connectors(environment.forests.map(\.connector.name.value))
    return waves.enumerated().map { index, wave in
      connectors.carryOn()
      var scopes: [DomainScope] = []
      for (place, domain) in domains.enumerated() {
        let new = (wave[domain.key] ?? []).map { ScopedUnit($0, isNew: true) }.sorted(by: precedes)
        growing[place].grow(by: new)
        connectors.add(new, to: domain.forest.connector.name.value)
        guard !growing[place].isEmpty else { continue }
        scopes.append(
          DomainScope(
            forest: domain.forest.name.value, domain: domain.name, connector: domain.forest.connector.name.value,
            units: growing[place], expandedParents: parents(of: growing[place], in: environment)))
      }
      return ScopeRevision(number: index + 1, domains: scopes, connectors: connectors.scopes)
    }
  }

  /// The parents of the units of the input that the revision holds expanded.
  private static func parents(of units: [ScopedUnit], in environment: Environment) -> [UnitExpansion.Parent] {
    guard !environment.expansions.isEmpty else { return [] }
    let expanded = Set(units.compactMap(\.expandedFrom))
    return environment.expansions.filter { expanded.contains($0.unit.value) }.flatMap { $0.expanded?.parents ?? [] }
      .sorted { DistinguishedName.precedes($0.name, $1.name) }
  }

  private struct Domain {
    let forest: Forest
    let name: String
    /// Domains are compared without case.
    let key: [UInt8]
  }

  /// The units of every connector as they grow.
  private struct Connectors {
    private(set) var scopes: [(name: String, units: [ScopedUnit])] = []

    init(_ names: [String]) {
      for name in names where !scopes.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) { scopes.append((name, [])) }
    }

    mutating func carryOn() {
      for place in scopes.indices { scopes[place].units.grow(by: []) }
    }

    mutating func add(_ new: [ScopedUnit], to connector: String) {
      guard !new.isEmpty else { return }
      for place in scopes.indices where scopes[place].name.utf8.elementsEqual(connector.utf8) {
        scopes[place].units.merge(new)
      }
    }
  }

  fileprivate static func precedes(_ left: ScopedUnit, _ right: ScopedUnit) -> Bool {
    DistinguishedName.precedes(left.name.value, right.name.value)
  }
}

extension [ScopeRevision.ScopedUnit] {
  /// The next revision of the same list: what was new is carried on, and sorted new units find their places. A list that does not change
  /// stays the same storage, which the revisions share.
  fileprivate mutating func grow(by new: [ScopeRevision.ScopedUnit]) {
    if contains(where: \.isNew) { self = map(\.carriedOn) }
    merge(new)
  }

  /// Takes a sorted list into this sorted list.
  fileprivate mutating func merge(_ other: [ScopeRevision.ScopedUnit]) {
    guard !other.isEmpty else { return }
    var merged: [ScopeRevision.ScopedUnit] = []
    merged.reserveCapacity(count + other.count)
    var rest = other[...]
    for unit in self {
      while let next = rest.first, ScopeRevision.precedes(next, unit) { merged.append(rest.removeFirst()) }
      merged.append(unit)
    }
    self = merged + rest
  }
}
