import Diagnostics

/// Everything that can be wrong with a fleet: one base, and a table with a row for each environment.
package enum FleetCatalog {
  package static let allCodes: [DiagnosticCode] = [.fleetColumn, .fleetRow, .fleetTable]
}

extension DiagnosticCode {
  static let fleetColumn = DiagnosticCode(
    "fleet-column", .error,
    "Each column of a fleet's table names one value of the environment by its key path, such as tenant.name or forests[contoso.com].connector.name; "
      + "an entry in brackets has to be in the base, since a misspelt name would add a second one. With [] at its end the cell is a list."
  )

  static let fleetRow = DiagnosticCode(
    "fleet-row", .error, "Each row of a fleet is one environment: it has a name and as many cells as the table has columns.")

  static let fleetTable = DiagnosticCode(
    "fleet-table", .error,
    "A fleet's rows are a list of mappings, or a CSV file as RFC 4180 describes it: a first row with the names of the columns, cells in double quotes "
      + "where they hold a separator, a quote (written twice) or a line break. When the table cannot be read for certain, nothing of the fleet is, since a "
      + "shifted cell would be taken for another value.")
}
