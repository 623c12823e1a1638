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
    let now = Set(environment.waves.flatMap(environment.scopedUnits).map(\.name.value))
    let place = environment.waves.last.map { Located(0, at: $0.name.range, keyPath: "waves") }
    for (domain, units) in previousUnits.sorted(by: { $0.domain.utf8.lexicographicallyPrecedes($1.domain.utf8) }) {
      for text in units.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        if let unit = try? DistinguishedName(parsing: text), now.contains(unit) { continue }
        if let unit = try? DistinguishedName(parsing: text), reportLostExpansion(unit, environment, into: &diagnostics) {
          continue
        }
        diagnostics.report(
          retired, "the unit \(MessageText.quote(text)) of the domain \(MessageText.quote(domain)) is gone since the last kit",
          at: place?.range,
          hint: "put it back into its wave, or roll the wave back and start with an empty output folder")
      }
    }
  }

  /// A container of the last kit that lies in a unit of the input, or around one, is gone because the unit is expanded in another way now.
  private static func reportLostExpansion(
    _ lost: DistinguishedName, _ environment: Environment, into diagnostics: inout DiagnosticList
  ) -> Bool {
    guard let unit = environment.units.map(\.unit).first(where: { lost.isInside($0.value) }) else { return false }
    let name = MessageText.quote(lost.text)
    if lost == unit.value {
      diagnostics.report(
        retired, "the last kit has the unit \(name) whole, and this one has the containers below it in its place", at: unit.range,
        hint:
          "sign off 'excluded-container-below-unit' to keep it whole, or roll the wave back and start with an empty output folder"
      )
    } else {
      let now = environment.expansion(of: unit.value)?.expanded == nil ? "is taken whole" : "has other containers in its place"
      diagnostics.report(
        retired, "the last kit has \(name) in the place of \(MessageText.quote(unit.value.text)), which now \(now)",
        at: unit.range,
        hint:
          "give an inventory that holds it; if it was renamed, moved or deleted in Active Directory, or Connect Sync excludes it now, undo that, or roll the wave back and start with an empty output folder"
      )
    }
    return true
  }
}
