import Diagnostics
import Vocabulary

/// What the inventory script measured in one domain. The numbers are those of the whole domain, which is never less than what is in scope of
/// Connect Sync.
package struct DomainInventory: Sendable {
  /// DNS name, where the result has it.
  package let name: Located<String>
  /// When it was counted, as the script wrote it: ISO 8601 in UTC. Nil when the result does not say.
  package var counted: String?
  /// Objects of each class; a class that the result does not state is missing.
  package var counts: [CountedClass: Located<Int>] = [:]
  /// Values of `member` of the largest group.
  package var largestGroup: Located<Int>?
  /// The largest groups, largest first; ten at most.
  package var largestGroups: [LargeGroup] = []
  /// The containers of the domain. Nil when the result has none.
  package var units: OrganizationalUnitTree?
  /// Objects below parents of other classes, such as those that Exchange brings; no scope names them.
  package var otherParents: [OtherParent] = []
  /// By class: users, groups and contacts.
  package var anchors: [CountedClass: AnchorCounts] = [:]
  package var managers: ReferenceCounts?
  package var members: ReferenceCounts?

  package init(name: Located<String>, counted: String? = nil, units: OrganizationalUnitTree? = nil) {
    self.name = name
    self.counted = counted
    self.units = units
  }
}

/// A group and the number of its direct members.
package struct LargeGroup: Sendable {
  package let name: Located<DistinguishedName>
  /// Values of the attribute `member`.
  package let members: Int
}

/// Something that is no container of the tree and holds objects.
package struct OtherParent: Sendable {
  package let name: DistinguishedName
  package let objects: ContainedObjects
}

/// How the objects of one class stand to the source anchor.
package struct AnchorCounts: Sendable {
  package var total: Located<Int>?
  /// Objects whose mS-DS-ConsistencyGuid is filled.
  package var filled: Located<Int>?
  /// Objects whose mS-DS-ConsistencyGuid is filled and is not their objectGUID.
  package var differing: Located<Int>?
}

/// Values of an attribute that refers to other objects.
package struct ReferenceCounts: Sendable {
  package var total: Located<Int>?
  /// Values that name an object of another domain of the forest.
  package var crossDomain: Located<Int>?
  /// Values that stand for an object outside the forest, or for a well-known identity such as Authenticated Users.
  package var foreignSecurityPrincipals: Located<Int>?
}
