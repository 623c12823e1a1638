/// The names and shapes of an object's members, each with its place. Two of them are the same only if they are one object: a template and the values
/// that it is rendered with share it.
package final class TemplateMembers: Sendable, ExpressibleByDictionaryLiteral {
  /// In the order of their bytes. A name's place is its index.
  package let names: [String]
  private let members: [String: Member]

  private struct Member: Sendable {
    let place: Int
    let shape: TemplateShape
  }

  /// Which member of which object it is.
  package struct Place: Sendable, Hashable {
    /// Among the names.
    package let index: Int
    /// The members that it is one of.
    let owner: ObjectIdentifier
  }

  /// A member as templates ask for it; its place says which.
  package struct Name: Sendable, Hashable {
    package let text: String
    package let place: Place

    package static func == (left: Name, right: Name) -> Bool { left.place == right.place }

    package func hash(into hasher: inout Hasher) { hasher.combine(place) }
  }

  package init(_ shapes: [String: TemplateShape]) {
    let sorted = shapes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    names = sorted.map(\.key)
    members = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.key, Member(place: $0, shape: $1.value)) })
  }

  package convenience init(dictionaryLiteral elements: (String, TemplateShape)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }

  /// These members and more.
  ///
  /// - Precondition: none of the others has a name of these.
  package func with(_ others: [String: TemplateShape]) -> TemplateMembers {
    TemplateMembers(
      members.mapValues(\.shape).merging(others) { _, _ in preconditionFailure("a member has two shapes") })
  }

  func find(_ name: String) -> (name: Name, shape: TemplateShape)? {
    members[name].map { (Name(text: name, place: Place(index: $0.place, owner: ObjectIdentifier(self))), $0.shape) }
  }
}
