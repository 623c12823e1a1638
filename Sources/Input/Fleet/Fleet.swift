import Diagnostics

/// One base and a table: each row is an environment that replaces named values of the base.
package struct Fleet: Sendable {
  /// The fleet file, those that it extends, and the file with the table, if that is one of its own.
  package let files: [InputFile]
  let base: Node
  let origins: Origins
  let rows: Rows

  enum Rows: Sendable {
    case list([Node.Mapping])
    case table(CSVTable, [ColumnPath])
  }

  /// The number of environments.
  package var count: Int {
    switch rows {
    case .list(let list): list.count
    case .table(let table, _): table.rows.count
    }
  }

  /// The columns of the table with their names' places; empty where the rows are a list.
  package var columns: [(path: ColumnPath, name: Node.Scalar)] {
    switch rows {
    case .list: []
    case .table(let table, let columns): Array(zip(columns, table.header))
    }
  }

  /// What a row calls its environment, with its place.
  package func name(of row: Int) -> Node.Scalar? {
    switch rows {
    case .list(let list):
      guard case .scalar(let name)? = list[row][ColumnPath.environment] else { return nil }
      return name
    case .table(let table, let columns):
      let index = columns.firstIndex { $0.isEnvironment }
      return index.map { table.cells(of: row)[$0] }
    }
  }

  /// The environment of a row: the base with the row's values in the place of its own.
  package func input(of row: Int, into diagnostics: inout DiagnosticList) -> OverlaidInput {
    var found = DiagnosticList()
    defer { diagnostics.append(found) }
    var input = OverlaidInput(node: nil, files: files, origins: origins)
    guard let over = overlay(row, &found), !found.hasErrors else { return input }
    var merge = OverlayMerge(origins)
    let node = merge.merge(base, over)
    found.append(merge.diagnostics)
    input.origins = merge.origins
    if !merge.diagnostics.hasErrors { input.node = node }
    return input
  }

  private func overlay(_ row: Int, _ diagnostics: inout DiagnosticList) -> Node? {
    switch rows {
    case .list(let list):
      let entries = list[row].entries.map { entry in
        (entry.key, entry.value, Result { () throws(ColumnPath.Problem) in try ColumnPath(entry.key.text) })
      }
      return overlay(entries, at: list[row].range, &diagnostics)
    case .table(let table, let columns):
      let cells = table.cells(of: row)
      var entries: [(Node.Scalar, Node, Result<ColumnPath, ColumnPath.Problem>)] = []
      for (index, cell) in cells.enumerated() where !cell.text.utf8.isEmpty {
        // It looks like one that leaves the base's value.
        if cell.isBlank {
          diagnostics.report(
            .fleetRow, "the cell holds nothing but blanks", at: cell.range,
            hint: "delete them, and it leaves the base's value; or fill it")
          continue
        }
        let value: Node = columns[index].isList ? .sequence(ListCell.sequence(cell)) : .scalar(cell)
        var key = table.header[index]
        key.range = cell.range
        entries.append((key, value, .success(columns[index])))
      }
      guard let range = cells.first?.range else { return nil }
      return overlay(entries, at: range, &diagnostics)
    }
  }

  private func overlay(
    _ entries: [(key: Node.Scalar, value: Node, path: Result<ColumnPath, ColumnPath.Problem>)], at range: SourceRange,
    _ diagnostics: inout DiagnosticList
  ) -> Node {
    var overlay = ColumnOverlay(over: base, at: range)
    for (key, value, path) in entries {
      do {
        try overlay.put(value, at: path.get(), saidAt: key.range)
      } catch {
        Self.report(error, of: key, into: &diagnostics)
      }
    }
    return overlay.node
  }

  static func report(_ error: any Error, of key: Node.Scalar, into diagnostics: inout DiagnosticList) {
    let column = MessageText.quote(key.text)
    switch error {
    case let problem as ColumnOverlay.Problem:
      diagnostics.report(.fleetColumn, "\(column): \(problem.message)", at: key.range, hint: problem.hint)
    case let problem as ColumnPath.Problem:
      diagnostics.report(
        .fleetColumn, "\(column) is no key path: \(problem.message)", at: key.range,
        hint: "write it as in forests[contoso.com].connector.name")
    default: preconditionFailure("a column is refused for a reason that nobody knows")
    }
  }
}

extension ColumnPath {
  /// Whether it is the row's own name.
  var isEnvironment: Bool {
    guard parts.count == 1, case .key(let key)? = parts.first else { return false }
    return key.utf8.elementsEqual(Self.environment.utf8)
  }
}
