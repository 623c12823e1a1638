import Diagnostics

/// Finds out whether a file is a fleet, and reads its table. A fleet file is an environment file, whole or extending others, with the key `fleet`:
///
///     extends: base.yaml
///     fleet:
///       rows: stores.csv
///
/// or with a list of mappings from key paths to values in the place of the file's name.
package enum FleetReader {
  package static let key = "fleet"

  /// Whether the bytes could be a fleet's: a line begins with its key. Cheap, to be asked of each file before it is read.
  package static func mayBeFleet(_ bytes: [UInt8]) -> Bool {
    let word = Array("\(key):".utf8)
    var isStart = true
    return bytes.withUnsafeBufferPointer { bytes in
      var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while place < bytes.count {
        if isStart, bytes[place] == word[0], bytes[place...].starts(with: word) { return true }
        isStart = bytes[place] == UInt8(ascii: "\n")
        place += 1
      }
      return false
    }
  }

  /// - Parameters:
  ///   - input: the fleet file with those that it extends. The table is added to its files, to be shown beside messages.
  ///   - open: gets the bytes of the table; its path is the one in the file, put behind the folder of the file that says it.
  /// - Returns: nil when it is no fleet, or cannot be used; then the diagnostics say why.
  package static func read(
    _ input: inout OverlaidInput, into diagnostics: inout DiagnosticList, open: (String) -> OverlayReader.Opened
  ) -> Fleet? {
    guard case .mapping(var root)? = input.node, let value = root[key] else { return nil }
    root.entries.removeAll { $0.key.text.utf8.elementsEqual(key.utf8) }
    guard case .mapping(let mapping) = value else {
      diagnostics.report(
        .fleetTable, "'fleet' is a mapping with 'rows'", at: value.range, hint: "write fleet: { rows: table.csv }")
      return nil
    }
    let keys = FleetKey.allCases.map(\.rawValue)
    for entry in mapping.entries where !keys.contains(where: { $0.utf8.elementsEqual(entry.key.text.utf8) }) {
      diagnostics.report(
        .fleetTable, "'fleet' has no key \(MessageText.quote(entry.key.text))", at: entry.key.range,
        hint: Suggestion.hint(for: entry.key.text, among: keys) ?? "it has \(keys.joined(separator: " and "))")
    }
    let base = Node.mapping(root)
    switch mapping[FleetKey.rows.rawValue] {
    case .sequence(let list)?:
      guard let rows = mappings(list, &diagnostics), !diagnostics.hasErrors else { return nil }
      return Fleet(files: input.files, base: base, origins: input.origins, rows: .list(rows))
    case .scalar(let file)? where !file.isNull && !file.text.utf8.isEmpty:
      return table(file, mapping, &input, base, &diagnostics, open)
    default:
      diagnostics.report(
        .fleetTable, "'rows' of 'fleet' is the path of a CSV file, or a list",
        at: (mapping[FleetKey.rows.rawValue] ?? value).range,
        hint: "write rows: table.csv")
      return nil
    }
  }

  private static func mappings(_ list: Node.Sequence, _ diagnostics: inout DiagnosticList) -> [Node.Mapping]? {
    if list.items.isEmpty {
      diagnostics.report(.fleetTable, "the fleet has no rows", at: list.range, hint: "add a row for each environment")
    }
    return list.items.compactMap { item -> Node.Mapping? in
      guard case .mapping(let row) = item else {
        diagnostics.report(
          .fleetRow, "a row is a mapping from key paths to values", at: item.range, hint: "write - environment: north")
        return nil
      }
      guard case .scalar(let name)? = row[ColumnPath.environment], !name.isNull else {
        diagnostics.report(.fleetRow, "the row does not name its environment", at: row.range, hint: "add environment: and a name")
        return nil
      }
      return row
    }
  }

  // MARK: CSV

  private static func table(
    _ file: Node.Scalar, _ mapping: Node.Mapping, _ input: inout OverlaidInput, _ base: Node, _ diagnostics: inout DiagnosticList,
    _ open: (String) -> OverlayReader.Opened
  ) -> Fleet? {
    guard let separator = separator(mapping[FleetKey.separator.rawValue], &diagnostics) else { return nil }
    let path = OverlayReader.path(file.text, besides: file.range.file)
    switch open(path) {
    case .unreadable(let reason):
      diagnostics.report(
        .fleetTable, "'rows' names a file that cannot be used: \(reason)", at: file.range,
        hint: "the path is relative to the file that says it")
      return nil
    case .bytes(let bytes):
      let csv = InputFile(name: path, bytes: bytes)
      input.files.append(csv)
      guard let table = CSVTable(csv, separator: separator.byte, into: &diagnostics),
        let columns = columns(table, base, &diagnostics), !diagnostics.hasErrors
      else {
        return nil
      }
      return Fleet(files: input.files, base: base, origins: input.origins, rows: .table(table, columns))
    }
  }

  /// Nil, and reported, when it is none.
  private static func separator(_ node: Node?, _ diagnostics: inout DiagnosticList) -> (byte: UInt8?, Void)? {
    guard let node else { return (nil, ()) }
    if case .scalar(let scalar) = node, let separator = TableSeparator(scalar.text) { return (separator.byte, ()) }
    diagnostics.report(
      .fleetTable, "'separator' is one of \",\", \";\", \"|\" and tab", at: node.range, hint: "write it in quotes")
    return nil
  }

  private static func columns(_ table: CSVTable, _ base: Node, _ diagnostics: inout DiagnosticList) -> [ColumnPath]? {
    // With all columns filled, what is wrong with a path is found once, at the header, and not in each row.
    guard let top = table.header.first else { return nil }
    var overlay = ColumnOverlay(over: base, at: top.range)
    var columns: [ColumnPath] = []
    for (index, name) in table.header.enumerated() {
      if let problem = problem(of: name, table.header[..<index]) {
        diagnostics.report(.fleetColumn, problem.message, at: name.range, hint: problem.hint, notes: problem.notes)
        continue
      }
      do {
        let column = try ColumnPath(name.text)
        columns.append(column)
        try overlay.put(.scalar(name), at: column, saidAt: name.range)
      } catch {
        Fleet.report(error, of: name, into: &diagnostics)
      }
    }
    guard columns.count == table.header.count else { return nil }
    guard let own = columns.firstIndex(where: \.isEnvironment) else {
      let own = ColumnPath.environment
      let near = Suggestion.nearest(to: own, among: table.header.map(\.text))
      diagnostics.report(
        .fleetColumn, "no column is called '\(own)'",
        at: table.header.first { $0.text.utf8.elementsEqual((near ?? "").utf8) }?.range ?? top.range,
        hint: near == nil ? "add one with the name of each row's environment" : "call this one '\(own)'")
      return nil
    }
    for row in table.rows.indices {
      let cell = table.cells(of: row)[own]
      if cell.isBlank, diagnostics.all.count < InputLimits.standard.problems {
        diagnostics.report(.fleetRow, "the row does not name its environment", at: cell.range, hint: "fill the cell")
      }
    }
    return columns
  }

  /// What is wrong with the text of a column's name, whatever it names.
  private static func problem(
    of name: Node.Scalar, _ earlier: ArraySlice<Node.Scalar>
  ) -> (message: String, hint: String, notes: [Diagnostic.Note])? {
    let blank = UInt8(ascii: " ")
    if name.text.utf8.allSatisfy({ $0 == blank }) {
      return ("column \(earlier.count + 1) has no name", "name it, or delete the separator if the row ends there", [])
    }
    if name.text.utf8.first == blank || name.text.utf8.last == blank {
      return (
        "\(MessageText.quote(name.text)) has a blank at its \(name.text.utf8.first == blank ? "front" : "end")",
        "delete the blank", []
      )
    }
    guard let first = earlier.first(where: { $0.text.utf8.elementsEqual(name.text.utf8) }) else { return nil }
    return (
      "the column \(MessageText.quote(name.text)) stands here a second time", "keep one of them",
      [.init("the first one", at: first.range)]
    )
  }
}
