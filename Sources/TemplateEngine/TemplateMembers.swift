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

  /// A member as templates ask for it; its place and owner say which, its text is for messages.
  package struct Name: Sendable, Hashable {
    package let text: String
    package let place: Int
    /// The members that it is one of.
    let owner: ObjectIdentifier

    package static func == (left: Name, right: Name) -> Bool { left.place == right.place && left.owner == right.owner }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(place)
      hasher.combine(owner)
    }
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
    members[name].map { (Name(text: name, place: $0.place, owner: ObjectIdentifier(self)), $0.shape) }
  }
}
