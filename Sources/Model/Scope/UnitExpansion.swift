import Diagnostics
import Vocabulary

/// What stands in the place of a unit of which Connect Sync leaves a part out. A scope of Cloud Sync takes everything below a container and knows no
/// exclusion (MS-TOOL), so the containers beside the excluded ones are named one by one.
package struct UnitExpansion: Sendable {
  /// As the input names it.
  package let unit: Located<DistinguishedName>
  /// The containers below the unit that Connect Sync leaves out: the topmost of each part.
  package let leftOut: [DistinguishedName]
  package let outcome: Outcome

  package enum Outcome: Sendable {
    case expanded(Expanded)
    case impossible(Obstacle)
  }

  package struct Expanded: Sendable {
    /// The included containers, as Active Directory spells them; none lies in another. Sorted, never empty.
    package let units: [DistinguishedName]
    /// The containers whose children are named one by one though Connect Sync includes them themselves. Sorted, never empty.
    package let parents: [Parent]
  }

  /// A container that Connect Sync includes and no scope of Cloud Sync holds. What lies directly in it, and every child that comes later, has nobody to
  /// synchronize it once Connect Sync is gone.
  package struct Parent: Sendable {
    package let name: DistinguishedName
    /// Every container directly below it that the inventory knows, included or not, as Active Directory spells them.
    package let children: [DistinguishedName]
    /// Objects that lie directly in it.
    package let objects: ContainedObjects
  }

  /// Why a unit cannot be expanded.
  package enum Obstacle: Sendable, Equatable {
    /// Nobody has given an inventory of the domain with its containers.
    case noTree
    /// The inventory does not hold a container that the input or Connect Sync names; it is older or younger than they are.
    case unknown(DistinguishedName)
    /// Connect Sync includes no container below the unit.
    case nothingLeft
    /// The finding is signed off: the unit goes over whole, and what Connect Sync leaves out is created in the cloud.
    case signedOff
  }

  package var expanded: Expanded? {
    if case .expanded(let expanded) = outcome { expanded } else { nil }
  }
}

extension Environment {
  /// The expansion of a unit; nil when Connect Sync includes all of it.
  package func expansion(of unit: DistinguishedName) -> UnitExpansion? { expansions.first { $0.unit.value == unit } }

  /// The containers that a wave brings into the scope of rules and configurations: its units, those that are expanded by what stands in their place.
  package func scopedUnits(of wave: Wave) -> [ScopedContainer] {
    wave.units.flatMap { unit -> [ScopedContainer] in
      guard !expansions.isEmpty, let expanded = expansion(of: unit.value)?.expanded else {
        return [ScopedContainer(name: unit, expandedFrom: nil)]
      }
      return expanded.units.map {
        ScopedContainer(name: Located($0, at: unit.range, keyPath: unit.keyPath), expandedFrom: unit.value)
      }
    }
  }
}

/// A container in a scope, and the unit of the input in whose place it stands, if it is not one itself.
package struct ScopedContainer: Sendable {
  package let name: Located<DistinguishedName>
  package let expandedFrom: DistinguishedName?
}
