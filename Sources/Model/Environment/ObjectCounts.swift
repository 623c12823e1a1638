import Diagnostics

/// Objects in scope of Connect Sync in one domain. What nobody counted is nil.
package struct ObjectCounts: Sendable {
  package var users: Located<Int>?
  package var inetOrgPersons: Located<Int>?
  package var groups: Located<Int>?
  package var contacts: Located<Int>?
  package var computers: Located<Int>?
  /// Direct members of the largest group.
  package var largestGroup: Located<Int>?
  package var range: SourceRange

  package init(
    users: Located<Int>?, inetOrgPersons: Located<Int>?, groups: Located<Int>?, contacts: Located<Int>?, computers: Located<Int>?,
    largestGroup: Located<Int>?, range: SourceRange
  ) {
    self.users = users
    self.inetOrgPersons = inetOrgPersons
    self.groups = groups
    self.contacts = contacts
    self.computers = computers
    self.largestGroup = largestGroup
    self.range = range
  }
}

extension ObjectCounts {
  /// Nobody counted anything.
  init(at range: SourceRange) {
    self.init(users: nil, inetOrgPersons: nil, groups: nil, contacts: nil, computers: nil, largestGroup: nil, range: range)
  }

  package subscript(key: CountKey) -> Located<Int>? {
    get {
      switch key {
      case .objects(.users): users
      case .objects(.inetOrgPersons): inetOrgPersons
      case .objects(.groups): groups
      case .objects(.contacts): contacts
      case .objects(.computers): computers
      case .largestGroup: largestGroup
      }
    }
    set {
      switch key {
      case .objects(.users): users = newValue
      case .objects(.inetOrgPersons): inetOrgPersons = newValue
      case .objects(.groups): groups = newValue
      case .objects(.contacts): contacts = newValue
      case .objects(.computers): computers = newValue
      case .largestGroup: largestGroup = newValue
      }
    }
  }
}

/// A key of `counts`.
package enum CountKey: Sendable, Hashable {
  case objects(CountedClass)
  case largestGroup

  package static let all: [CountKey] = CountedClass.allCases.map(CountKey.objects) + [.largestGroup]

  /// As the input file and the inventory spell it.
  package var name: String {
    switch self {
    case .objects(let counted): counted.rawValue
    case .largestGroup: CountsShape.largestGroup.name
    }
  }
}

/// One number of `counts` as the inventory measured it.
package struct MeasuredCount: Sendable {
  package let key: CountKey
  package let number: Located<Int>
  /// What the input file states; nil when it says nothing.
  package let stated: Located<Int>?
  /// Whether only objects in scope of Connect Sync are counted. Otherwise it is the whole domain, which is never less.
  package let isInScope: Bool
  /// When it was counted: ISO 8601 in UTC. Nil when the result does not say.
  package let counted: String?

  package var occasion: String { counted.map { "measured at \($0)" } ?? "measured at an unknown time" }
}
