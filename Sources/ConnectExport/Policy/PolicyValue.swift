import Diagnostics

/// One value of the wizard's policy file. Numbers and words are no part of what is looked for.
enum PolicyValue {
  case object([(key: String, value: PolicyValue)])
  case array([PolicyValue])
  case text(String, line: Int)
  case other

  /// A member by its name; letter case is not certain in these files, so it does not count.
  subscript(key: String) -> PolicyValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { Self.folded($0.key) == Self.folded(key) }?.value
  }

  /// The elements; a single object counts as a list of one, as PowerShell writes it.
  var elements: [PolicyValue] {
    switch self {
    case .array(let elements): elements
    case .object: [self]
    default: []
    }
  }

  private static func folded(_ text: String) -> [UInt8] { text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 } }
}
