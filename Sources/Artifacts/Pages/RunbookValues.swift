import Model
import Plan
import Vocabulary

/// What a page may say about the whole flow.
enum RunbookValues {
  static let table = ValueTable<Page>([
    .list("phases", PhaseValues.table) { page in
      page.pages.phases.map { PhaseSection(pages: page.pages, numbered: $0, page: page.path) }
    },
    .list("waves", waveTable) { page in page.plan.revisions.indices.map { WaveRow(page: page, index: $0) } },
    .object("picture", WavePicture.table) { WavePicture($0.plan) },
    .list("flow", flowTable) { page in FlowNode.nodes(of: page.pages) },
    .list("rollbacks", RollbackValues.table) { page in
      page.pages.rollbacks.map { RollbackSection(pages: page.pages, numbered: $0, page: page.path) }
    },
    .list("risks", ChangeRiskValues.table) { ChangeRisk.risks(of: $0.plan) },
    .list("signatures", SignatureValues.table) { Signature.lines(of: $0.plan) },
    .list("neverDo", NeverDoValues.table) { _ in NeverDoValues.all },
    .list("roles", roleTable) { page in Role.roles(of: page.pages) },
    .list("sources", CitationValues.table) { $0.pages.citations },
    .integer("stepCount") { $0.plan.phases.reduce(0) { $0 + $1.steps.count } },
    .integer("changeCount") { page in page.plan.phases.reduce(0) { $0 + $1.steps.count(where: \.changesState) } },
    .integer("waveCount") { $0.plan.revisions.count },
    .integer("unitCount") { $0.plan.revisions.last?.units.count ?? 0 },
    .integer("domainCount") { $0.plan.revisions.last?.domains.count ?? 0 },
    .integer("serverCount") { $0.plan.environment.connect.servers.count },
    .text("duration") { SpanOfTime.text(SpanOfTime.sum($0.plan.phases.flatMap(\.steps).map(\.minutes))) },
  ])

  struct WaveRow {
    let page: Page
    let index: Int
    var wave: Wave { page.plan.environment.waves[index] }
    var revision: ScopeRevision { page.plan.revisions[index] }
  }

  static let waveTable = ValueTable<WaveRow>([
    .integer("number") { $0.index + 1 },
    .text("name") { $0.wave.name.value },
    .optionalText("note") { $0.wave.note?.value },
    .text("runbook") { WaveRunbooks.path(of: $0.index, in: $0.page.plan) },
    .text("runbookLink") { $0.page.link(WaveRunbooks.path(of: $0.index, in: $0.page.plan)) },
    .integer("unitCount") { $0.revision.units.count },
    .integer("newUnitCount") { $0.revision.units.count(where: \.isNew) },
    .list("newUnits", UnitValues.table) { $0.revision.unitSubjects.filter(\.unit.isNew) },
    .list("domains", waveDomainTable) { row in row.revision.changedDomains },
    .integer("testObjectCount") { $0.wave.testObjects.count },
    .text("duration") { row in
      SpanOfTime.text(SpanOfTime.sum(row.page.plan.phases.filter { $0.wave == row.index }.flatMap(\.steps).map(\.minutes)))
    },
  ])

  private static let waveDomainTable = ValueTable<ScopeRevision.DomainScope>([
    .text("name") { $0.domain },
    .integer("unitCount") { $0.units.count },
    .integer("newUnitCount") { $0.units.count(where: \.isNew) },
  ])

  /// Somebody who is needed, and for how many steps.
  struct Role {
    let actor: Actor
    let owner: String?
    let steps: Int

    static func roles(of pages: PagePlan) -> [Role] {
      Actor.allCases.compactMap { actor in
        let count = pages.phases.reduce(0) { $0 + $1.steps.count { $0.step.actor == actor } }
        return count == 0 ? nil : Role(actor: actor, owner: pages.plan.owner(of: actor), steps: count)
      }
    }
  }

  static let roleTable = ValueTable<Role>([
    .text("actor") { $0.actor.rawValue },
    .optionalText("owner") { $0.owner },
    .integer("stepCount") { $0.steps },
  ])

  /// A phase in the flowchart.
  struct FlowNode {
    let phase: PagePlan.NumberedPhase
    let next: Int?
    let waysBack: String

    static func nodes(of pages: PagePlan) -> [FlowNode] {
      pages.phases.map { phase in
        let wave = phase.phase.wave
        let back = pages.rollbacks.filter { $0.rollback.id.utf8.elementsEqual("R0".utf8) || $0.rollback.wave == wave }
        return FlowNode(
          phase: phase, next: phase.number < pages.phases.count ? phase.number + 1 : nil,
          waysBack: wave == nil ? "" : "Way back: \(back.map(\.rollback.id).joined(separator: " or "))")
      }
    }
  }

  static let flowTable = ValueTable<FlowNode>([
    .integer("number") { $0.phase.number },
    .text("label") { $0.phase.heading },
    .flag("isWave") { $0.phase.phase.wave != nil },
    .flag("isPlain") { $0.phase.phase.wave == nil && $0.phase.number != 1 },
    .flag("isFirst") { $0.phase.number == 1 },
    .flag("hasNext") { $0.next != nil },
    .integer("next") { $0.next ?? 0 },
    .text("waysBack") { $0.waysBack },
  ])
}

extension MigrationPlan {
  /// Every source that the plan and its findings rest on.
  var citations: [Citation] {
    phases.flatMap(\.steps).flatMap(\.citations) + rollbacks.flatMap(\.steps).flatMap(\.citations)
      + findings.flatMap(\.code.citations) + NeverDo.list.map(\.citation) + ChangeRisk.risks(of: self).map(\.citation)
  }
}
