import Plan

/// A phase as one page shows it.
struct PhaseSection {
  let pages: PagePlan
  let numbered: PagePlan.NumberedPhase
  let page: String

  var phase: Phase { numbered.phase }
  var cards: [StepCard] { numbered.steps.map { StepCard(pages: pages, numbered: $0, page: page) } }
}

/// What the pages' templates may say about a phase.
enum PhaseValues {
  static let table = ValueTable<PhaseSection>([
    .integer("number") { $0.numbered.number },
    .text("heading") { $0.numbered.heading },
    .text("anchor") { $0.numbered.anchor },
    .text("title") { $0.phase.title },
    .text("summary") { $0.phase.summary },
    .text("folder") { $0.phase.folder },
    .text("duration") { SpanOfTime.text(SpanOfTime.sum($0.phase.steps.map(\.minutes))) },
    .integer("stepCount") { $0.phase.steps.count },
    .integer("changeCount") { $0.phase.steps.count(where: \.changesState) },
    .texts("actors") { section in
      Actor.allCases.filter { actor in section.phase.steps.contains { $0.actor == actor } }.map(\.trade)
    },
    // In print, waves and the first phase begin on a sheet of their own.
    .text("style") { $0.phase.wave != nil || $0.numbered.number == 1 ? "sheet" : "flow" },
    .flag("isWave") { $0.phase.wave != nil },
    .flag("isWithheld") { section in section.phase.steps.contains(where: section.pages.plan.withholds) },
    .list("steps", StepCardValues.table) { $0.cards },
    .list("sources", CitationValues.table) { CitationValues.sorted($0.phase.steps.flatMap(\.citations)) },
  ])
}

extension Actor {
  /// In a word or two, for tables that have to fit on a sheet.
  fileprivate var trade: String {
    switch self {
    case .connectAdministrator: "Connect Sync"
    case .directoryAdministrator: "Active Directory"
    case .entraAdministrator: "Entra"
    case .approver: "approver"
    }
  }
}
