import Plan

/// What a page may say about two texts that disagree.
enum ContradictionValues {
  static let table = ValueTable<Contradiction>([
    .text("topic") { $0.topic },
    .text("one") { $0.one },
    .text("other") { $0.other },
    .text("used") { $0.used },
    .list("sources", CitationValues.table) { $0.citations },
  ])
}
