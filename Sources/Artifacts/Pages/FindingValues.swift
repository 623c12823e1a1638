import Model

/// What the pages' templates may say about a finding.
enum FindingValues {
  static let table = ValueTable<Finding>([
    .text("code") { $0.code.name },
    .text("severity") { $0.severity.rawValue },
    .text("fact") { $0.fact },
    .text("keyPath") { $0.keyPath },
    .text("limit") { $0.code.limit },
    .text("remedy") { $0.remedy },
    .list("sources", CitationValues.table) { $0.code.citations },
    .flag("isUnverified") { $0.code.citations.contains(where: CitationValues.isUnverified) },
    .flag("isWaivable") { $0.code.isWaivable },
    .optionalText("waiverReason") { $0.waiver?.reason.value },
    .optionalText("waivedBy") { $0.waiver?.who.value },
  ])
}
