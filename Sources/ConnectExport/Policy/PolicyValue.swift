import Diagnostics
import Vocabulary

/// One value of the wizard's policy file. Numbers and words are no part of what is looked for.
enum PolicyValue {
  case object([(key: String, value: PolicyValue)])
  case array([PolicyValue])
  case text(String, line: Int)
  case other

  /// A member by its name; letter case is not certain in these files, so it does not count.
  subscript(key: String) -> PolicyValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { isSameName($0.key, key) }?.value
  }

  /// The elements; a single object counts as a list of one, as PowerShell writes it.
  var elements: [PolicyValue] {
    switch self {
    case .array(let elements): elements
    case .object: [self]
    default: []
    }
  }
}
