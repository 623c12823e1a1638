import Diagnostics
import Vocabulary

/// The containers of one domain as Active Directory returned them: its root, every organizational unit, container and builtinDomain.
///
/// Names are compared as `DistinguishedName` compares them, without case and by component; `Container.name` has the case that Active Directory
/// returned.
package struct OrganizationalUnitTree: Sendable {
  /// One container with the objects that it holds itself.
  package struct Container: Sendable {
    package let name: DistinguishedName
    /// The entry in the inventory file.
    package let place: SourceRange
    package let objectClass: ObjectClass
    /// Objects whose parent this container is; none of those further below.
    package let objects: ContainedObjects

    package init(name: DistinguishedName, place: SourceRange, objectClass: ObjectClass, objects: ContainedObjects) {
      self.name = name
      self.place = place
      self.objectClass = objectClass
      self.objects = objects
    }
  }

  /// Classes that can hold objects of a scope, spelt as the schema of Active Directory has them.
  package enum ObjectClass: String, Sendable, Hashable, CaseIterable {
    case domain = "domainDNS"
    case organizationalUnit
    case container
    case builtinDomain
  }

  /// In the order of the inventory: the root first, parents before their children.
  package let containers: [Container]
  private let indices: [DistinguishedName: Int]
  private let childIndices: [DistinguishedName: [Int]]

  /// - Parameter containers: each name once.
  package init(_ containers: [Container]) {
    self.containers = containers
    indices = Dictionary(containers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    childIndices = Dictionary(
      grouping: containers.indices.filter { containers[$0].name.components.count > 1 }, by: { containers[$0].name.parent! })
  }

  /// Nil when Active Directory has no such container.
  package func container(_ name: DistinguishedName) -> Container? { indices[name].map { containers[$0] } }

  /// The containers whose parent that is, in the order of the inventory.
  package func children(of name: DistinguishedName) -> [Container] { (childIndices[name] ?? []).map { containers[$0] } }

  /// The container itself and all below it, parents first.
  package func subtree(of name: DistinguishedName) -> [Container] {
    var found: [Container] = []
    var open = container(name).map { [$0] } ?? []
    while let next = open.popLast() {
      found.append(next)
      open += children(of: next.name).reversed()
    }
    return found
  }

  /// The objects of the container and of all below it. A class is nil as soon as one container does not state it.
  package func objects(below name: DistinguishedName) -> ContainedObjects {
    subtree(of: name).reduce(ContainedObjects.none) { $0 + $1.objects }
  }
}
