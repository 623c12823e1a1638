import Plan

/// What a page may say about a risk.
enum ChangeRiskValues {
  static let table = ValueTable<ChangeRisk>([
    .text("risk") { $0.risk },
    .text("effect") { $0.effect },
    .text("prevention") { $0.prevention },
    .text("detection") { $0.detection },
    .text("wayBack") { $0.wayBack },
    .object("source", CitationValues.table) { $0.citation },
  ])
}
