/// The keys of a fleet file's `fleet`.
package enum FleetKey: String, CaseIterable, Sendable {
  /// The path of a CSV file, or a list of mappings.
  case rows
  /// What stands between the cells of the CSV file, where its first row does not show it.
  case separator
}

/// A character that may stand between the cells of a table.
package enum TableSeparator: CaseIterable, Sendable {
  case comma
  case semicolon
  case tab
  case bar

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .bar: UInt8(ascii: "|")
    }
  }

  /// In a sentence.
  var name: String {
    switch self {
    case .comma: "a comma"
    case .semicolon: "a semicolon"
    case .tab: "a tab"
    case .bar: "a bar"
    }
  }

  /// How a fleet file says it.
  package var spelling: String { self == .tab ? "tab" : String(decoding: [byte], as: UTF8.self) }

  /// Whether the first row of a table shows it. A bar may be part of a name there.
  var isFound: Bool { self != .bar }

  /// Nil when a fleet file cannot say it so.
  init?(_ text: String) {
    let match = Self.allCases.first { text.utf8.elementsEqual($0.spelling.utf8) || text.utf8.elementsEqual([$0.byte]) }
    guard let match else { return nil }
    self = match
  }
}
