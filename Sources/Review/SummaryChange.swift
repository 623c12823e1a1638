/// One thing that two summaries say differently.
package struct SummaryChange: Sendable {
  package enum Kind: String, Sendable {
    case added, removed, changed
  }

  /// As the summary names it, such as `scope`.
  package let risk: String
  package let subject: String
  package let kind: Kind
  /// What of the subject: the name of a value or list. Empty when it is the subject itself.
  package let name: String
  /// Nil when there was none.
  package let before: String?
  /// Nil when there is none any more.
  package let after: String?

  /// The change in one line: `wave finance: + unit OU=…`.
  package var text: String {
    if name.utf8.isEmpty {
      return switch kind {
      case .added: "new \(subject)\(after.map { ": \($0)" } ?? "")"
      case .removed: "gone \(subject)\(before.map { ": \($0)" } ?? "")"
      case .changed: "\(subject): \(before ?? "") → \(after ?? "")"
      }
    }
    return switch kind {
    case .added: "\(subject): + \(name) \(after ?? "")"
    case .removed: "\(subject): - \(name) \(before ?? "")"
    case .changed: "\(subject): \(name) \(before ?? "none") → \(after ?? "none")"
    }
  }
}
