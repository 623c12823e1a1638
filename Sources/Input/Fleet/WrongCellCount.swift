/// What most likely happened to a row that has more cells than the table has columns, or fewer.
enum WrongCellCount {
  /// - Parameter bytes: of the row, without its line end.
  static func hint(_ row: CSVRow, _ bytes: ArraySlice<UInt8>, columns: Int, separator: UInt8) -> String {
    // A first line `sep=` may name any.
    let name = TableSeparator.allCases.first { $0.byte == separator }?.name ?? "'\(Unicode.Scalar(separator))'"
    if row.cells.count > columns, row.cells[columns...].allSatisfy(\.bytes.isEmpty) {
      return "delete what follows the last cell: \(name) begins another one"
    }
    let other = TableSeparator.allCases.first { other in
      other.byte != separator && row.cells.count < columns && bytes.count { $0 == other.byte } == columns - 1
    }
    if let other { return "the first row has \(name) between its cells, this one \(other.name); use one of them in all rows" }
    return row.cells.count > columns
      ? "put a cell that holds \(name) in double quotes"
      : "add the cells that are missing; those that leave the base's value are empty"
  }
}
