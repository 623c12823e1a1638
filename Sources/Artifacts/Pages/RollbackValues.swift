import Model
import Plan

/// One way back as one page shows it.
struct RollbackSection {
  let pages: PagePlan
  let numbered: PagePlan.NumberedRollback
  let page: String

  var rollback: RollbackPlan { numbered.rollback }
}

/// What the pages' templates may say about a way back.
enum RollbackValues {
  static let table = ValueTable<RollbackSection>([
    .text("id") { $0.rollback.id },
    .text("name") { $0.numbered.name },
    .text("heading") { "\($0.numbered.name): \($0.rollback.title)" },
    .text("anchor") { $0.numbered.anchor },
    .text("title") { $0.rollback.title },
    .text("trigger") { $0.rollback.trigger },
    .text("hazard") { $0.rollback.hazard },
    .text("pageLink") { RelativeLink.path(from: $0.page, to: RollbackPages.path(of: $0.rollback.id, in: $0.pages.plan)) },
    .text("duration") { SpanOfTime.text(SpanOfTime.sum($0.rollback.steps.map(\.minutes))) },
    .integer("stepCount") { $0.rollback.steps.count },
    .list("steps", StepCardValues.table) { section in
      section.numbered.steps.map { StepCard(pages: section.pages, numbered: $0, page: section.page) }
    },
  ])
}
