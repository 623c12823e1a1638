import Testing

/// One edit of an example, and the whole semantic difference that it makes, steps and withheld scripts left out. A line about a finding ends with its severity.
struct Edit: Sendable, CustomTestStringConvertible {
  let estate: String
  let before: String
  let after: String
  /// Risk and text of each change, in order.
  let changes: [String]

  init(_ estate: String, _ before: String, _ after: String, _ changes: [String]) {
    self.estate = estate
    self.before = before
    self.after = after
    self.changes = changes
  }

  var testDescription: String { "\(estate): \(changes.first ?? after)" }

  static let all = scopeAndRules + others
}
