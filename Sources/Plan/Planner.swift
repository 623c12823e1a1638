import Diagnostics
import Model

/// Makes the plan. Everything that is decided about a migration is decided here; reports when the exports leave no room for the
/// kit's rules.
package enum Planner {
  /// - Parameters:
  ///   - findings: what the readiness rules found, with waivers applied.
  ///   - redaction: hides the names of the estate in what leaves it; nil hides those that the environment holds.
  ///   - diagnostics: takes what makes planning impossible.
  /// - Returns: nil when the diagnostics hold an error.
  package static func plan(
    _ environment: Environment, findings: [Finding], wizard: WizardVerdict, redaction: DossierRedaction? = nil,
    into diagnostics: inout DiagnosticList
  ) -> MigrationPlan? {
    var problems = DiagnosticList()
    let rules = RulePlanner.plan(environment, into: &problems)
    diagnostics.append(problems)
    guard !problems.hasErrors else { return nil }

    let context = PlanContext(environment: environment, revisions: ScopeRevision.revisions(of: environment), rules: rules)
    return MigrationPlan(
      environment: environment, findings: findings, wizard: wizard, revisions: context.revisions, rules: rules,
      phases: phases(context), rollbacks: rollbacks(context),
      exception: ExceptionDossier.called(
        for: environment, findings, wizard, hiding: redaction ?? DossierRedaction(of: environment)))
  }

  private static func phases(_ context: PlanContext) -> [Phase] {
    var phases = [AssessPhase.phase(context), BackupPhase.phase(context), AgentPhase.phase(context)]
    if context.hasGraph { phases += GraphPhase.phases(context) }
    phases += context.revisions.indices.map { WavePhase.phase(context, wave: $0) }
    switch context.environment.goal.value {
    case .full: phases += [CutoverPhase.phase(context, after: phases), DecommissionPhase.phase(context)]
    case .partial: phases += [SteadyStatePhase.phase(context, after: phases)]
    }
    return phases
  }

  private static func rollbacks(_ context: PlanContext) -> [RollbackPlan] {
    var rollbacks = [BeforeStartRollback.plan(context)]
    rollbacks += context.revisions.indices.map { WaveRollback.plan(context, wave: $0) }
    rollbacks += [ReferencesRollback.plan(context), HeldDeletionsRollback.plan(context)]
    if context.environment.goal.value == .full {
      rollbacks += [CutoverRollback.plan(context), UninstalledRollback.plan(context)]
    }
    return rollbacks
  }
}

/// What all phases are planned from.
struct PlanContext {
  let environment: Environment
  let revisions: [ScopeRevision]
  let rules: RulePack

  var layout: KitLayout { KitLayout(environment) }
  var servers: [String] { environment.connect.servers.map(\.name.value) }
  var activeServer: String { environment.connect.activeServer?.name.value ?? servers[0] }

  /// What stopping the scheduler of a server waits for: the active server is stopped first. The setting is kept in the tenant, so after a staging server
  /// that was stopped first the active one would look as if its scheduler had been off before, and would not be started again.
  func stopsBefore(_ server: String, _ stop: (String) -> String) -> [String] {
    server.utf8.elementsEqual(activeServer.utf8) ? [] : [stop(activeServer)]
  }
  /// Graph files are withheld for a cloud where nobody has verified the service.
  var hasGraph: Bool { environment.tenant.cloud.value.hasVerifiedGraph }
  /// Domains that any wave scopes, with their settings.
  var scopedDomains: [Domain] {
    environment.forests.flatMap(\.domains).filter { revisions.last?.scope(ofDomain: $0.name.value) != nil }
  }
  func domain(_ name: String) -> Domain {
    guard let domain = environment.forests.flatMap(\.domains).first(where: { $0.name.value.utf8.elementsEqual(name.utf8) }) else {
      preconditionFailure("the plan names a domain that the environment does not have: \(name)")
    }
    return domain
  }
  func waveName(_ index: Int) -> String { environment.waves[index].name.value }
}
