import Diagnostics
import Vocabulary

/// Numbers of objects and of members, taken from the inventory.
enum MeasuredCounts {
  /// Fills in what the input does not state, and takes the measured number where it is the larger one.
  static func answer(_ environment: inout Environment, from inventory: Inventory) {
    for forest in environment.forests.indices {
      for index in environment.forests[forest].domains.indices {
        let domain = environment.forests[forest].domains[index]
        guard let result = inventory.domain(named: domain.name.value) else { continue }
        let measured = counts(of: result, domain)
        environment.forests[forest].domains[index].measured = measured
        guard !measured.isEmpty else { continue }
        var counts = domain.counts ?? ObjectCounts(at: result.name.range)
        for count in measured where count.number.value > count.stated?.value ?? -1 { counts[count.key] = count.number }
        environment.forests[forest].domains[index].counts = counts
      }
    }
  }

  private static func counts(of result: DomainInventory, _ domain: Domain) -> [MeasuredCount] {
    let path = "\(domain.name.keyPath.dropLast(".name".utf8.count)).counts"
    return CountKey.all.compactMap { key in
      guard let (number, isInScope) = number(key, result, domain) else { return nil }
      return MeasuredCount(
        key: key, number: Located(number.value, at: number.range, keyPath: "\(path).\(key.name)"), stated: domain.counts?[key],
        isInScope: isInScope, counted: result.counted)
    }
  }

  private static func number(_ key: CountKey, _ result: DomainInventory, _ domain: Domain) -> (Located<Int>, Bool)? {
    switch key {
    case .objects(let counted):
      guard let whole = result.counts[counted] else { return nil }
      guard let inside = objects(counted, of: whole.value, result, in: domain.connectScope) else { return (whole, false) }
      return (Located(inside, at: whole.range, keyPath: whole.keyPath), true)
    case .largestGroup:
      let listed = result.largestGroups.max { $0.members < $1.members }
      guard let listed, listed.members > result.largestGroup?.value ?? -1 else { return result.largestGroup.map { ($0, false) } }
      return (Located(listed.members, at: listed.name.range, keyPath: listed.name.keyPath), false)
    }
  }

  /// The objects in scope of Connect Sync. Nil when the scope is not known, or when the places that are listed do not account for every object of
  /// the domain: the sum would be too small.
  private static func objects(
    _ counted: CountedClass, of whole: Int, _ result: DomainInventory, in scope: ConnectScope?
  ) -> Int? {
    guard let scope, let tree = result.units else { return nil }
    let places = tree.containers.map { ($0.name, $0.objects) } + result.otherParents.map { ($0.name, $0.objects) }
    guard places.reduce(0, { $0 + ($1.1[counted] ?? 0) }) == whole else { return nil }
    return places.filter { scope.includes($0.0) }.reduce(0) { $0 + ($1.1[counted] ?? 0) }
  }
}
