/// The name of one thing that can be wrong, with the answer to "why is that so?".
///
/// A name is never reused with another meaning. Each room keeps its codes in one list (`allCodes` of its catalogue type);
/// `syncshift explain CODE` prints the explanation.
package struct DiagnosticCode: Sendable, Hashable {
  /// Lower case words joined by hyphens, such as `unit-outside-domain`.
  package let name: String
  package let severity: Severity
  /// Why the rule holds, in a sentence or three, with the source of any number that Microsoft dictates.
  package let explanation: String

  package init(_ name: String, _ severity: Severity, _ explanation: String) {
    self.name = name
    self.severity = severity
    self.explanation = explanation
  }

  package static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8)
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How bad it is. An error means that the output would be wrong or cannot be made; a warning, that it is right and deserves
/// a second look; a note asks for nothing.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  case error, warning, note
}
