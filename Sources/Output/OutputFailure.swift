import Diagnostics

/// Why nothing was written or read, as messages to the user.
package struct OutputFailure: Error, Sendable {
  package var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  init(_ code: DiagnosticCode, _ message: String, hint: String? = nil, notes: [Diagnostic.Note] = []) {
    diagnostics = [Diagnostic(code, message, hint: hint, notes: notes)]
  }

  /// Everything that this room throws, in one form.
  init(_ error: any Error) {
    switch error {
    case let failure as OutputFailure: self = failure
    case let system as SystemError: diagnostics = [system.diagnostic]
    default: preconditionFailure("Output throws nothing else than \(error)")
    }
  }

  /// Runs what throws anything of this room.
  static func wrap<Value>(_ body: () throws -> Value) throws(OutputFailure) -> Value {
    do { return try body() } catch { throw OutputFailure(error) }
  }
}
