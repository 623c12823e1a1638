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
      Actor.allCases.filter { actor in section.phase.steps.contains { $0.actor == actor } }.map(\.rawValue)
    },
    .flag("isWave") { $0.phase.wave != nil },
    .flag("isWithheld") { section in section.phase.steps.contains(where: section.pages.plan.withholds) },
    .list("steps", StepCardValues.table) { $0.cards },
    .list("sources", CitationValues.table) { CitationValues.sorted($0.phase.steps.flatMap(\.citations)) },
  ])
}
