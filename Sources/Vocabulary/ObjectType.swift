/// A class of directory objects that Connect Sync can hand over to Cloud Sync.
package enum ObjectType: String, Sendable, Hashable, CaseIterable {
  case user
  case inetOrgPerson
  case group
  case contact
  case device

  /// The class in the Active Directory connector space. Source: default rules of Connect Sync (`In from AD - … Join`).
  package var connectorSpaceType: String { self == .device ? "computer" : rawValue }

  /// The class in the metaverse that the default rules join it to. Source: the same rules.
  package var metaverseType: String {
    switch self {
    case .user, .inetOrgPerson, .contact: "person"
    case .group: "group"
    case .device: "device"
    }
  }

  /// The class in the Entra connector space; inetOrgPerson arrives there as `user`.
  package var entraType: String { self == .inetOrgPerson ? "user" : rawValue }

  /// The type whose outbound rule serves this one: `person` to `user` covers inetOrgPerson.
  package var outbound: ObjectType { self == .inetOrgPerson ? .user : self }

  /// As it stands in rule names and headings.
  package var title: String {
    switch self {
    case .user: "User"
    case .inetOrgPerson: "inetOrgPerson"
    case .group: "Group"
    case .contact: "Contact"
    case .device: "Device"
    }
  }
}
