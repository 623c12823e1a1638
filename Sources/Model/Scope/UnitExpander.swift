import Diagnostics
import Vocabulary

/// Finds the containers that stand in the place of a unit. Containers are judged as Connect Sync judges them, the longest match wins, so an inclusion below
/// an exclusion below an inclusion comes out right.
struct UnitExpander {
  private let scope: ConnectScope
  /// What Connect Sync's scope names below the unit. Between these nothing changes.
  private let marks: [DistinguishedName]
  private let tree: OrganizationalUnitTree
  private var units: [DistinguishedName] = []
  private var parents: [UnitExpansion.Parent] = []

  /// Every unit of which Connect Sync leaves a part out.
  ///
  /// - Parameter environment: with the scopes that the exports answer.
  static func expansions(of environment: Environment, _ inventory: Inventory) -> [UnitExpansion] {
    let isSignedOff = environment.waivers.contains { $0.finding.value.utf8.elementsEqual(ExcludedBelowUnitRule.code.name.utf8) }
    return environment.domains.flatMap { _, domain -> [UnitExpansion] in
      guard let scope = domain.connectScope, !scope.excluded.isEmpty else { return [] }
      let tree = inventory.domain(named: domain.name.value)?.units
      return environment.units(in: domain).compactMap { unit in
        // A unit outside the scope has a finding of its own.
        guard scope.includes(unit.value) else { return nil }
        let leftOut = leftOut(of: unit.value, scope)
        guard !leftOut.isEmpty else { return nil }
        let outcome: UnitExpansion.Outcome = isSignedOff ? .impossible(.signedOff) : outcome(of: unit.value, scope, tree)
        return UnitExpansion(unit: unit, leftOut: leftOut, outcome: outcome)
      }
    }
  }

  private static func leftOut(of unit: DistinguishedName, _ scope: ConnectScope) -> [DistinguishedName] {
    var topmost: [DistinguishedName] = []
    let excluded = scope.excluded.map(\.value).filter { $0.isInside(unit) && $0 != unit && !scope.includes($0) }
    for name in excluded.sorted(by: DistinguishedName.precedes) where !topmost.contains(name) {
      // Below one that is left out, only a part that is taken in again and left out once more is another one.
      if let outer = topmost.last(where: { name.isInside($0) }), !isTakenIn(between: outer, name, scope) { continue }
      topmost.append(name)
    }
    return topmost
  }

  private static func isTakenIn(between outer: DistinguishedName, _ inner: DistinguishedName, _ scope: ConnectScope) -> Bool {
    scope.included.contains { $0.value.isInside(outer) && inner.isInside($0.value) && scope.includes($0.value) }
  }

  private static func outcome(
    of unit: DistinguishedName, _ scope: ConnectScope, _ tree: OrganizationalUnitTree?
  ) -> UnitExpansion.Outcome {
    guard let tree else { return .impossible(.noTree) }
    let marks = (scope.included + scope.excluded).map(\.value).filter { $0.isInside(unit) && $0 != unit }
    if let unknown = ([unit] + marks).first(where: { tree.container($0) == nil }) { return .impossible(.unknown(unknown)) }
    var expander = UnitExpander(scope: scope, marks: marks, tree: tree)
    expander.walk(unit)
    guard !expander.units.isEmpty else { return .impossible(.nothingLeft) }
    return .expanded(
      UnitExpansion.Expanded(
        units: expander.units.sorted(by: DistinguishedName.precedes),
        parents: expander.parents.sorted { DistinguishedName.precedes($0.name, $1.name) }))
  }

  private init(scope: ConnectScope, marks: [DistinguishedName], tree: OrganizationalUnitTree) {
    self.scope = scope
    self.marks = marks
    self.tree = tree
  }

  private mutating func walk(_ name: DistinguishedName) {
    let isIncluded = scope.includes(name)
    if marks.allSatisfy({ !$0.isInside(name) || scope.includes($0) == isIncluded }) {
      if isIncluded { units.append(name) }
      return
    }
    let children = tree.children(of: name).map(\.name)
    if isIncluded, let container = tree.container(name) {
      parents.append(UnitExpansion.Parent(name: container.name, children: children, objects: container.objects))
    }
    for child in children { walk(child) }
  }
}
