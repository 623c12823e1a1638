import ConnectExport
import Vocabulary

/// The yes-no questions in a starter file: what the export answers stands as a comment, so that a newer export counts; the rest is unknown.
struct StarterAnswers {
  private let statements: [ExportFacts.Statement]

  init(_ export: ServerExport) { statements = ExportFacts.connectorsAndSettings(export) }

  func write(_ out: inout StarterText) {
    for section in [EstateFact.Section.features, .estate] {
      out.line(1, "\(section.rawValue):")
      let facts = EstateFact.allCases.filter { $0.section == section }
        .sorted { $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8) }
      for fact in facts {
        if let statement = statements.first(where: { $0.fact == fact }) {
          out.comment(
            2, "\(fact.rawValue): \(statement.isTrue ? "yes" : "no"), says the export (line \(statement.place.start.line))")
        } else {
          out.line(2, "\(fact.rawValue): unknown", note: "\(StarterText.check): \(fact.question)")
        }
      }
    }
  }
}
