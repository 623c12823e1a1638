import Model
import Vocabulary

/// One wave, in the order that loses nothing: Connect Sync is silent from before its rules change until Cloud Sync is verified.
enum WavePhase {
  static func phase(_ context: PlanContext, wave index: Int) -> Phase {
    let wave = WaveContext(plan: context, index: index)
    let steps =
      WaveBaselineSteps.steps(wave) + WaveUnitSteps.steps(wave) + WaveRuleSteps.steps(wave) + WaveScopeSteps.steps(wave)
      + WaveStartSteps.steps(wave)
      + WaveVerifySteps.steps(wave)
      + WaveConnectStartSteps.steps(wave)
    return Phase(
      id: "waves.\(wave.name)", title: "Wave \(index + 1): \(wave.name)",
      summary:
        "Hands \(wave.newUnits.count == 1 ? "one unit" : "\(wave.newUnits.count) units") over to Cloud Sync: \(wave.newUnits.joined(separator: "; ")).",
      folder: context.layout.folder(ofWave: index), wave: index, steps: steps)
  }
}

/// The plan as the steps of one wave see it. What grows with the waves is made once, since every step of the wave takes it.
struct WaveContext {
  let plan: PlanContext
  let index: Int
  let newUnits: [String]
  /// The key paths of the wave and of everything its scope is made of.
  let keyPaths: [String]
  /// The domains whose Cloud Sync configuration this wave changes; none where Graph files are withheld.
  let cloudDomains: [ScopeRevision.DomainScope]
  /// The scripts that take the wave back, in order.
  private(set) var rollbackScripts: [String] = []

  init(plan: PlanContext, index: Int) {
    self.plan = plan
    self.index = index
    let revision = plan.revisions[index]
    newUnits = revision.changedDomains.flatMap(\.units).filter(\.isNew).map(\.name.value.text)
    keyPaths = plan.environment.waves[...index].map { "waves[\($0.name.value)].units" }
    cloudDomains = plan.hasGraph ? revision.changedDomains : []
    rollbackScripts = WaveRollback.scripts(self)
  }

  var name: String { plan.waveName(index) }
  var revision: ScopeRevision { plan.revisions[index] }
  var layout: KitLayout { plan.layout }
  var servers: [String] { plan.servers }

  func id(_ what: String) -> String { StepID.wave(name, what) }
  func id(_ what: String, _ subject: String) -> String { StepID.wave(name, what, subject) }

  /// The domains that this wave changes, whoever sets their scope.
  var domains: [ScopeRevision.DomainScope] { revision.changedDomains }

  /// The step after which the configuration of a domain runs with the wave's scope and has been watched. Where Graph files are withheld, people start it in
  /// the portal.
  func running(_ domain: String) -> String { id(plan.hasGraph ? "start.watch" : "scope.portal", domain) }

  /// The steps that record what the cloud holds before the wave changes anything.
  var baselines: [String] {
    plan.hasGraph
      ? cloudDomains.map { StepID.baseline(wave: name, domain: $0.domain) } : domains.map { id("baseline.portal", $0.domain) }
  }

  /// The steps that compare the cloud with that record.
  var comparisons: [String] {
    plan.hasGraph ? cloudDomains.map { id("verify.baseline", $0.domain) } : domains.map { id("verify.portal", $0.domain) }
  }

  /// The wave before has to be signed.
  var signedBefore: [String] { index == 0 ? [] : [StepID.wave(plan.waveName(index - 1), "connect.after-cycle")] }
}
