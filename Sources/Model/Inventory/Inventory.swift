import Diagnostics
import Vocabulary

/// What the kit's inventory scripts measured in an estate, as far as their results were given back. What no script measured is nil, which never
/// means none.
package struct Inventory: Sendable {
  /// The folder that holds the results, as messages name it; empty when the input names none.
  package let folder: String
  /// Each domain once.
  package let domains: [DomainInventory]
  /// What the attribute check found. Nil when its result is not there.
  package let attributes: AttributeCheck?

  /// DNS names of domains that have a result and are none of the input's.
  package let strangers: [String]

  package init(folder: String, domains: [DomainInventory], attributes: AttributeCheck? = nil, strangers: [String] = []) {
    self.strangers = strangers
    self.folder = folder
    self.domains = domains
    self.attributes = attributes
  }

  /// Whether the input names a folder.
  package var isStated: Bool { !folder.utf8.isEmpty }

  /// Nothing was measured.
  package static let none = Inventory(folder: "", domains: [])

  /// What was measured in a domain, by its DNS name.
  package func domain(named name: String) -> DomainInventory? {
    let wanted = foldedASCII(name)
    return domains.first { foldedASCII($0.name.value) == wanted }
  }
}

extension Inventory {
  /// A place in the results as a report names it: the same wherever the input file lies.
  func place(_ range: SourceRange) -> String {
    let folder = "\(folder)/"
    let isInside = range.file.utf8.starts(with: folder.utf8)
    let path = isInside ? String(decoding: range.file.utf8.dropFirst(folder.utf8.count), as: UTF8.self) : range.file
    return "inventory: \(path), line \(range.start.line)"
  }
}
