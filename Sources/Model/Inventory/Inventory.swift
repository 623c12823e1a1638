import Diagnostics
import Vocabulary

/// What the kit's inventory scripts measured in an estate, as far as their results were given back. What no script measured is nil, which never
/// means none.
package struct Inventory: Sendable {
  /// The folder as messages name it.
  package let folder: String
  package let domains: [DomainInventory]

  package init(folder: String, domains: [DomainInventory]) {
    self.folder = folder
    self.domains = domains
  }

  /// Nothing was measured.
  package static let none = Inventory(folder: "", domains: [])

  /// What was measured in a domain, by its DNS name.
  package func domain(named name: String) -> DomainInventory? {
    let wanted = foldedASCII(name)
    return domains.first { foldedASCII($0.name.value) == wanted }
  }
}

/// What the inventory script measured in one domain.
package struct DomainInventory: Sendable {
  /// DNS name, where the result has it.
  package let name: Located<String>
  /// When it was counted, as the script wrote it: ISO 8601 in UTC. Nil when the result does not say.
  package var counted: String?
  /// The containers of the domain. Nil when the result has none.
  package var units: OrganizationalUnitTree?

  package init(name: Located<String>, counted: String? = nil, units: OrganizationalUnitTree? = nil) {
    self.name = name
    self.counted = counted
    self.units = units
  }
}
