import Diagnostics
import Vocabulary

/// A unit that an earlier kit scoped must still be there: a scope never shrinks.
package enum RetiredUnits {
  static let retired = DiagnosticCode(
    "retired-unit", .error,
    "The last kit for this environment has the unit in a domain's scope, and the file does not name it any more. A scope that shrinks makes Cloud Sync delete what falls out of it. Rolling a wave back is a procedure of its own, in the kit's rollback folder."
  )

  /// - Parameter previousUnits: for each domain, the units that the last generated manifest holds, as texts.
  package static func check(
    _ environment: Environment, previousUnits: [(domain: String, units: [String])], into diagnostics: inout DiagnosticList
  ) {
    let now = Set(environment.units.map(\.unit.value))
    let place = environment.waves.last.map { Located(0, at: $0.name.range, keyPath: "waves") }
    for (domain, units) in previousUnits.sorted(by: { $0.domain.utf8.lexicographicallyPrecedes($1.domain.utf8) }) {
      for text in units.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        if let unit = try? DistinguishedName(parsing: text), now.contains(unit) { continue }
        diagnostics.report(
          retired, "the unit \(MessageText.quote(text)) of the domain \(MessageText.quote(domain)) is gone since the last kit",
          at: place?.range,
          hint: "put it back into its wave, or roll the wave back and start with an empty output folder")
      }
    }
  }
}
