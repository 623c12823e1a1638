import Model
import Plan
import Vocabulary

/// One domain's page for the portal.
struct PortalSubject {
  let page: Page
  let forest: Forest
  let domain: Domain
}

/// What the portal page may say besides `domain`: the scope of every wave that changes the domain.
enum PortalValues {
  static let table = ValueTable<PortalSubject>([
    .list("waves", waveTable) { subject in
      subject.page.plan.revisions.indices.compactMap { index in
        guard let scope = subject.page.plan.revisions[index].scope(ofDomain: subject.domain.name.value), scope.hasNewUnits else {
          return nil
        }
        return PortalWave(page: subject.page, index: index, scope: scope)
      }
    },
    .flag("isVerifiedCloud") { $0.page.plan.environment.tenant.cloud.value.hasVerifiedGraph },
    .list("mappings", mappingTable) { $0.domain.cloudSync.attributeMappings },
    .flag("hasRecipients") { !$0.domain.cloudSync.notify.isEmpty },
  ])

  struct PortalWave {
    let page: Page
    let index: Int
    let scope: ScopeRevision.DomainScope
  }

  static let waveTable = ValueTable<PortalWave>([
    .integer("number") { $0.index + 1 },
    .text("name") { $0.page.plan.environment.waves[$0.index].name.value },
    .text("runbookLink") { $0.page.link(WaveRunbooks.path(of: $0.index, in: $0.page.plan)) },
    .integer("unitCount") { $0.scope.units.count },
    .list("units", UnitValues.table) { $0.scope.unitSubjects },
    .flag("isFirst") { wave in wave.scope.units.allSatisfy(\.isNew) },
    .list("testObjects", WaveValues.testObjectTable) { wave in
      wave.page.plan.environment.waves[wave.index].testObjects.filter {
        isSameName($0.name.value.domainName, wave.scope.domain)
      }
    },
  ])

  static let mappingTable = ValueTable<AttributeMapping>([
    .text("objectType") { $0.objectType.value.rawValue },
    .text("target") { $0.target.value },
    .text("kind") { mapping in
      switch mapping.source {
      case .attribute: "Direct"
      case .constant: "Constant"
      case .expression: "Expression"
      }
    },
    .text("source") { mapping in
      switch mapping.source {
      case .attribute(let text), .constant(let text): text.value
      case .expression(let text, _): text.value
      }
    },
  ])
}
