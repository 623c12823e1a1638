import Model
import Plan

/// One page of the kit: the plan and the place that links are counted from.
struct Page {
  let pages: PagePlan
  /// Path in the kit.
  let path: String

  var plan: MigrationPlan { pages.plan }

  func link(_ target: String) -> String { RelativeLink.path(from: path, to: target) }
}

/// What every page may say about itself and the kit's state.
enum PageValues {
  static let table = ValueTable<Page>([
    .text("readmeLink") { $0.link("README.md") },
    .text("runbookLink") { $0.link("runbook.md") },
    .text("htmlLink") { $0.link("runbook.html") },
    .text("readinessPath") { ReadinessReport.markdownPath(in: $0.plan) },
    .text("readinessLink") { $0.link(ReadinessReport.markdownPath(in: $0.plan)) },
    .text("readinessDataLink") { $0.link(ReadinessReport.jsonPath(in: $0.plan)) },
    .optionalText("exceptionLink") { page in page.plan.exception.map { _ in page.link(ExceptionPage.path(in: page.plan)) } },
    .text("rollbackLink") { $0.link(RollbackPages.indexPath(in: $0.plan)) },
    .text("validationLink") { $0.link(ValidationPage.path(in: $0.plan)) },
    .text("verdict") { Verdict($0.plan).title },
    .text("verdictStyle") { Verdict($0.plan).rawValue },
    .text("verdictSentence") { Verdict($0.plan).sentence },
    .text("wizard") { page in
      switch page.plan.wizard.overall {
      case .yes: "Yes, by everything that the input decides."
      case .no: "No."
      case .cannotTell: "The input does not say enough to tell."
      }
    },
    .flag("wizardTakes") { $0.plan.wizard.overall == .yes },
    .flag("isBlocked") { Verdict($0.plan) == .blocked },
    .flag("isReady") { Verdict($0.plan) == .ready },
    .list("blockers", FindingValues.table) { $0.plan.blockers },
    .integer("blockerCount") { $0.plan.blockers.count },
    .integer("waivedCount") { page in page.plan.findings.count { $0.waiver != nil } },
    .integer("conditionCount") { page in page.plan.findings.count { $0.severity == .partial && $0.waiver == nil } },
    .integer("questionCount") { page in page.plan.findings.count { $0.severity == .question && $0.waiver == nil } },
    .integer("informationCount") { page in page.plan.findings.count { $0.severity == .information && $0.waiver == nil } },
    .texts("withheldFiles") { $0.pages.withheldFiles },
  ])
}
