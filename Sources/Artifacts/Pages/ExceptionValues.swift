import Model
import Plan

/// What the page for Microsoft may say.
enum ExceptionValues {
  static let table = ValueTable<ExceptionDossier>([
    .text("tenant") { $0.tenant },
    .text("cloud") { $0.cloud },
    .text("goal") { $0.goal },
    .optionalText("deadline") { $0.deadline },
    .optionalText("requestedEnd") { $0.requestedEnd },
    .optionalText("impact") { $0.impact },
    .texts("mitigations") { $0.mitigations },
    .texts("gaps") { $0.gaps },
    .list("sizes", sizeTable) { $0.size },
    .list("blockers", FindingValues.table) { $0.findings.filter(\.blocks) },
    .list("others", FindingValues.table) { dossier in dossier.findings.filter { !$0.blocks } },
    .list("gates", ReadinessValues.gateTable) { $0.gates },
    .text("wizard") { $0.wizard },
    .list("milestones", milestoneTable) { $0.milestones },
    .list("sources", CitationValues.table) { _ in ExceptionDossier.citations },
  ])

  private static let sizeTable = ValueTable<ExceptionDossier.Size>([
    .text("domain") { $0.domain },
    .optionalText("objects") { $0.objects.map(String.init) },
    .optionalText("largestGroup") { $0.largestGroup.map(String.init) },
    .integer("units") { $0.units },
  ])

  private static let milestoneTable = ValueTable<ExceptionDossier.Milestone>([
    .text("title") { $0.title },
    .optionalText("by") { $0.by },
  ])
}
