import Plan

/// A never-do rule with its number, as pages list them.
struct NeverDoValues {
  let number: Int
  let entry: NeverDo

  static var all: [NeverDoValues] { NeverDo.list.enumerated().map { NeverDoValues(number: $0 + 1, entry: $1) } }

  static let table = ValueTable<NeverDoValues>([
    .integer("number") { $0.number },
    .text("rule") { $0.entry.rule },
    .text("reason") { $0.entry.reason },
    .object("source", CitationValues.table) { $0.entry.citation },
  ])
}
