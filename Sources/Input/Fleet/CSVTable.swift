import Diagnostics

/// A CSV file (RFC 4180) whose cells know where they stand. Only the bytes and the beginnings of the rows are kept; cells are made when a row is asked
/// for, so that a long table takes little room.
struct CSVTable: Sendable {
  /// In order, with their places.
  let header: [Node.Scalar]
  /// The byte at which each row with something in it begins.
  let rows: [Int]
  private let text: SourceText
  private let separator: UInt8

  private static let encoding = "save the file as UTF-8, which spreadsheets call CSV UTF-8"

  static let mostRows = 100_000
  static let mostColumns = 1_000

  /// - Parameter separator: nil to find it in the first row.
  /// - Returns: nil when the table cannot be read for certain, and then the diagnostics say why.
  init?(_ file: InputFile, separator: UInt8?, limits: InputLimits = .standard, into diagnostics: inout DiagnosticList) {
    var found = DiagnosticList()
    defer { diagnostics.append(found) }
    guard let (text, _) = EncodingCheck.check(file, limits: limits, into: &found, hint: Self.encoding), !found.hasErrors else {
      return nil
    }
    self.text = text
    var start = 0
    var chosen = separator
    // Spreadsheets say so themselves: a first line `sep=;`.
    if text.bytes.starts(with: "sep=".utf8), text.bytes.count > 4 {
      let end = text.bytes[5...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.bytes.count
      if end <= 7 {
        chosen = chosen ?? text.bytes[4]
        start = end
      }
    }
    do throws(CSVRow.Problem) {
      guard start < text.bytes.count else {
        throw CSVRow.Problem(
          message: "the table is empty", hint: "begin with a row that names the columns, as in environment,tenant.name", at: start
        )
      }
      let separator = if let chosen { chosen } else { try Self.separator(text.bytes, at: start) }
      self.separator = separator
      let first = try CSVRow(text.bytes, at: start, separator: separator)
      header = first.cells.map { $0.scalar(in: text) }
      guard header.count <= Self.mostColumns else {
        throw CSVRow.Problem(message: "the table has more than \(Self.mostColumns) columns", hint: "leave out columns", at: start)
      }
      var rows: [Int] = []
      var next = first.end
      while next < text.bytes.count {
        let row = try CSVRow(text.bytes, at: next, separator: separator)
        if !row.cells.allSatisfy(\.bytes.isEmpty) {
          guard row.cells.count == header.count else {
            let cells = "\(row.cells.count) cell\(row.cells.count == 1 ? "" : "s")"
            let columns = "\(header.count) column\(header.count == 1 ? "" : "s")"
            found.report(
              .fleetRow, "the row has \(cells); the table has \(columns)",
              at: text.range(text.scalar(ofByte: next), text.scalar(ofByte: row.contentEnd)),
              hint: WrongCellCount.hint(row, text.bytes[next..<row.contentEnd], columns: header.count, separator: separator))
            if found.all.count >= limits.problems { return nil }
            next = row.end
            continue
          }
          guard rows.count < Self.mostRows else {
            throw CSVRow.Problem(
              message: "the table has more than \(Self.mostRows) rows", hint: "make two fleets of it", at: next)
          }
          rows.append(next)
        }
        next = row.end
      }
      guard !rows.isEmpty || found.hasErrors else {
        throw CSVRow.Problem(
          message: "the table has no row below the names of its columns", hint: "add a row for each environment", at: start)
      }
      self.rows = rows
    } catch {
      let place = text.scalar(ofByte: error.byte)
      found.report(.fleetTable, error.message, at: text.range(place, place + 1), hint: error.hint)
      return nil
    }
    if found.hasErrors { return nil }
  }

  var name: String { text.name }

  /// The cells of a row, in the order of the columns.
  func cells(of row: Int) -> [Node.Scalar] {
    // Every row was read once before.
    ((try? CSVRow(text.bytes, at: rows[row], separator: separator))?.cells ?? []).map { $0.scalar(in: text) }
  }

  /// One of comma, semicolon and tab: the one that the first row has outside of quotes.
  private static func separator(_ bytes: [UInt8], at start: Int) throws(CSVRow.Problem) -> UInt8 {
    var isQuoted = false
    var seen: Set<UInt8> = []
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") { break }
      if TableSeparator.allCases.contains(where: { $0.isFound && $0.byte == byte }) { seen.insert(byte) }
    }
    guard seen.count < 2 else {
      throw CSVRow.Problem(
        message: "the first row holds several characters that could be the separator",
        hint: "write separator: \";\" (or another one) beside 'rows' in the fleet file", at: start)
    }
    return seen.first ?? UInt8(ascii: ",")
  }
}
