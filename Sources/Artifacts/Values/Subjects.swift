import Model
import Plan
import Vocabulary

/// The plan as one domain sees it.
struct DomainSubject {
  let plan: MigrationPlan
  let forest: Forest
  let domain: Domain
}

/// The plan as one Connect server sees it.
struct ServerSubject {
  let plan: MigrationPlan
  let server: ConnectServer
}

/// The plan as one wave sees it.
struct WaveSubject {
  let plan: MigrationPlan
  /// Index into the waves and the revisions.
  let index: Int

  var wave: Wave { plan.environment.waves[index] }
  var revision: ScopeRevision { plan.revisions[index] }
  var previous: ScopeRevision? { index > 0 ? plan.revisions[index - 1] : nil }
}

/// A wave in one of its domains.
struct WaveDomainSubject {
  let wave: WaveSubject
  let scope: ScopeRevision.DomainScope
}

/// A rule as one revision has it on one server.
struct RuleSubject {
  let scoped: ScopedRule
  let plan: MigrationPlan
}
