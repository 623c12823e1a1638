import Diagnostics

/// A key that would mean something Cloud Sync or this product must not do; it is known only to be refused with its reason.
package struct RefusedKey: Sendable {
  package var name: String
  package var code: DiagnosticCode
  package var message: String
  package var hint: String
}
