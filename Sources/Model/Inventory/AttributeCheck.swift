import Diagnostics

/// What the attribute check of the kit found in the estate.
package struct AttributeCheck: Sendable {
  /// When it ran: ISO 8601 in UTC. Nil when the result does not say.
  package let checked: String?
  /// Where the result begins.
  package let place: SourceRange
  package let problems: [Problem]

  /// One kind of problem with the number of objects that have it.
  package struct Problem: Sendable {
    /// The check's own name for it, such as `duplicate-proxy-address`.
    package let rule: Located<String>
    package let count: Located<Int>
  }
}
