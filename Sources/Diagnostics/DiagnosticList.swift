/// Everything that was found wrong, collected stage by stage and shown all at once.
package struct DiagnosticList: Sendable {
  package private(set) var all: [Diagnostic] = []

  package init() {}

  package mutating func report(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  package mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil, hint: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(code, message, at: range, hint: hint, notes: notes))
  }

  package mutating func append(_ other: DiagnosticList) { all += other.all }

  package var hasErrors: Bool { all.contains { $0.severity == .error } }
  package var isEmpty: Bool { all.isEmpty }

  /// In reading order of the input, each message once.
  package var sorted: [Diagnostic] {
    var seen = Set<Diagnostic>()
    return all.enumerated()
      .filter { seen.insert($0.element).inserted }
      .sorted { left, right in
        switch (left.element.range, right.element.range) {
        case (let a?, let b?) where a != b: return SourceRange.precedes(a, b)
        case (nil, .some): return true
        case (.some, nil): return false
        default: return left.offset < right.offset
        }
      }
      .map(\.element)
  }
}
