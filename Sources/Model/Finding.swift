import Diagnostics
import Vocabulary

/// What a readiness rule found out about the estate: something that Cloud Sync cannot do, does on a condition, or that nobody has said yet.
package struct Finding: Sendable {
  package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Withholds forward state-changing files until it is gone or waived.
    case blocker
    /// Works on the condition that the remedy states.
    case partial
    /// Nobody has said yet; answer it before the first wave.
    case question
    /// Good to know.
    case information

    package static func < (left: Severity, right: Severity) -> Bool {
      Severity.allCases.firstIndex(of: left)! < Severity.allCases.firstIndex(of: right)!
    }
  }

  /// The name that waivers and `explain` use.
  package var code: FindingCode
  package var severity: Severity
  /// The fact about this estate, in one sentence with its value.
  package var fact: String
  /// What to do about it.
  package var remedy: String
  package var range: SourceRange
  package var keyPath: String
  /// Set when the input waives it: the reason and who signed.
  package var waiver: Waiver?

  package init(_ code: FindingCode, _ severity: Severity, fact: String, remedy: String, at range: SourceRange, keyPath: String) {
    self.code = code
    self.severity = severity
    self.fact = fact
    self.remedy = remedy
    self.range = range
    self.keyPath = keyPath
  }

  /// Whether it still stands in the way.
  package var blocks: Bool { severity == .blocker && waiver == nil }
}

/// The name of one kind of finding, with the limit it rests on.
package struct FindingCode: Sendable {
  package let name: String
  /// What Cloud Sync does and does not do here, with the number.
  package let limit: String
  package let citations: [Citation]
  /// False for what must never be waived (design: scope revisions).
  package let isWaivable: Bool

  package init(_ name: String, limit: String, citations: [Citation], isWaivable: Bool = true) {
    self.name = name
    self.limit = limit
    self.citations = citations
    self.isWaivable = isWaivable
  }
}
