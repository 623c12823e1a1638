import Model
import Plan
import Vocabulary

/// What templates may say about a wave. Everything about scope comes from the wave's revision.
enum WaveValues {
  static let table = ValueTable<WaveSubject>([
    .text("name") { $0.wave.name.value },
    .optionalText("note") { $0.wave.note?.value },
    .text("folder") { $0.plan.layout.folder(ofWave: $0.index) },
    .integer("number") { $0.index + 1 },
    .integer("revision") { $0.revision.number },
    .integer("previousRevision") { $0.previous?.number ?? 0 },
    .flag("isFirst") { $0.index == 0 },
    // All units of the revision, and those that it brings in.
    .list("units", UnitValues.table) { $0.revision.unitSubjects },
    .list("newUnits", UnitValues.table) { $0.revision.unitSubjects.filter(\.unit.isNew) },
    // The containers whose children are in the revision one by one.
    .list("expandedParents", ExpandedParentValues.table) { $0.revision.expandedParentSubjects },
    // The classes that are not handed over in the domains of the revision, and what becomes of them.
    .list("classesBeside", ClassValues.table) { $0.classesBeside },
    .flag("createsUnits") { $0.wave.createsUnits.value },
    .list("testObjects", testObjectTable) { $0.wave.testObjects },
    .texts("moves") { $0.wave.moves.map(\.value.text) },
    // The names of the same users once they are in the wave's first unit.
    .texts("movedNames") { $0.moves.map(\.to.text) },
    // Where the users go: the wave's first unit.
    .text("moveTarget") { $0.wave.units.first?.value.text ?? "" },
    .text("moveTargetDomain") { $0.wave.units.first?.value.domainName ?? "" },
    .list("rules", RuleValues.table) { subject in rules(of: subject.revision, in: subject.plan) },
    // The rules of the revision before; empty for the first wave, which rolls back by disabling all rules.
    .list("previousRules", RuleValues.table) { subject in subject.previous.map { rules(of: $0, in: subject.plan) } ?? [] },
    // Domains that this wave changes, by name.
    .texts("domains") { $0.revision.changedDomains.map(\.domain) },
    // Whether the scope in Connect names whole distinguished names (the default) or fragments.
    .text("scopeOperator") { $0.plan.environment.kit.scopeOperator.value.ruleOperator },
  ])

  static let testObjectTable = ValueTable<TestObject>([
    .text("dn") { $0.name.value.text },
    .text("type") { $0.type.value.rawValue },
    .text("domain") { $0.name.value.domainName },
  ])

  private static func rules(of revision: ScopeRevision, in plan: MigrationPlan) -> [RuleSubject] {
    plan.rules.rules(of: revision).map { RuleSubject(scoped: $0, plan: plan) }
  }
}

/// What templates may say about a wave in one of its domains: the scope of that domain alone.
enum WaveDomainValues {
  static let table = ValueTable<WaveDomainSubject>([
    .list("units", UnitValues.table) { $0.scope.unitSubjects },
    .list("newUnits", UnitValues.table) { $0.scope.unitSubjects.filter(\.unit.isNew) },
    .list("expandedParents", ExpandedParentValues.table) { $0.scope.expandedParentSubjects },
    // The steps whose results the start of the domain asks for.
    .texts("gateResults") { subject in
      StepID.gateResults(
        wave: subject.wave.wave.name.value, domain: subject.scope,
        servers: subject.wave.plan.environment.connect.servers.map(\.name.value))
    },
    // The step that records what the cloud held before the wave.
    .text("baselineStep") { subject in StepID.baseline(wave: subject.wave.wave.name.value, domain: subject.scope.domain) },
    // Whether an earlier wave has already scoped this domain, so that its jobs may be running.
    .flag("wasScopedBefore") { subject in subject.scope.units.contains { !$0.isNew } },
    .list("testObjects", WaveValues.testObjectTable) { $0.testObjects },
    // Whom this wave and those before it have moved in the domain.
    .list("moves", MoveValues.table) { $0.moves },
    // The file that holds the units of the domain in this revision.
    .text("scopeFile") { $0.wave.plan.layout.scopeFile($0.wave.index, $0.scope.domain) },
    // One request body a test object; devices are not provisioned on demand.
    .texts("testBodies") { subject in
      subject.testObjectsOnDemand.indices.map {
        subject.wave.plan.layout.testObjectBody(subject.wave.index, subject.scope.domain, $0 + 1)
      }
    },
  ])
}

extension WaveDomainSubject {
  /// The wave's test objects in this domain.
  var testObjects: [TestObject] {
    wave.wave.testObjects.filter { isSameName($0.name.value.domainName, scope.domain) }
  }

  /// Those that the service provisions on demand: users, groups, contacts. Source: reference page of provisionOnDemand.
  var testObjectsOnDemand: [TestObject] { testObjects.filter { $0.type.value != .device } }
}
