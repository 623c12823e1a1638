import Vocabulary

/// What templates may say about a source.
enum CitationValues {
  static let table = ValueTable<Citation>([
    .text("key") { $0.key },
    .text("title") { $0.title },
    .text("date") { $0.date },
    .flag("isUnverified", isUnverified),
  ])

  /// Facts that nobody has seen on a live system or read in the product's documentation. Pages mark what rests on them.
  static func isUnverified(_ citation: Citation) -> Bool { citation == .inference || citation == .generalKnowledge }

  /// Without repetition, in the order of their keys.
  static func sorted(_ citations: [Citation]) -> [Citation] {
    Set(citations).sorted { "\($0.key) \($0.date)".utf8.lexicographicallyPrecedes("\($1.key) \($1.date)".utf8) }
  }
}
