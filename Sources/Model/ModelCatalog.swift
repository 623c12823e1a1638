import Diagnostics

/// Everything that this room can find wrong, sorted by name.
package enum ModelCatalog {
  package static let allCodes: [DiagnosticCode] =
    (ShapeCodes.all + EnvironmentRules.all.flatMap(\.codes) + [RetiredUnits.retired])
    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}
