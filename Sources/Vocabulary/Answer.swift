/// What the input says about a fact: yes, no, or that nobody knows yet. Unknown is never taken for no.
package enum Answer: String, Sendable, Hashable, CaseIterable {
  case yes, no, unknown
}
