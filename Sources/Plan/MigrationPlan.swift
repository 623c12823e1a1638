import Model
import Vocabulary

/// The ordered, reversible plan: everything that is decided about one estate's migration. What comes after it spells; it does not choose.
///
/// One object that everything refers to: what is made of a plan refers to it thousands of times.
package final class MigrationPlan: Sendable {
  package let environment: Environment
  /// Everything that the readiness rules found, blockers first.
  package let findings: [Finding]
  package let wizard: WizardVerdict
  /// One a wave, each holding all units of the waves up to it.
  package let revisions: [ScopeRevision]
  package let rules: RulePack
  /// In the order of work.
  package let phases: [Phase]
  /// The ways back, R0 to R6.
  package let rollbacks: [RollbackPlan]
  /// Which step rests on which.
  package let graph: StepGraph
  /// The findings that withhold forward state-changing files.
  package let blockers: [Finding]
  /// What is sent to Microsoft when its deadline cannot be met; nil when nothing calls for it.
  package let exception: ExceptionDossier?
  /// Whether the kit is written over files that somebody else made or changed, because the user forced it.
  package let isForced: Bool

  package init(
    environment: Environment, findings: [Finding], wizard: WizardVerdict, revisions: [ScopeRevision], rules: RulePack,
    phases: [Phase], rollbacks: [RollbackPlan], exception: ExceptionDossier?, isForced: Bool = false
  ) {
    self.environment = environment
    self.findings = findings
    self.wizard = wizard
    self.revisions = revisions
    self.rules = rules
    self.phases = phases
    self.rollbacks = rollbacks
    graph = StepGraph(phases.flatMap(\.steps) + rollbacks.flatMap(\.steps))
    blockers = findings.filter(\.blocks)
    self.exception = exception
    self.isForced = isForced
  }

  /// The same plan for a kit that is written by force, which says so on its first pages.
  package func forced() -> MigrationPlan {
    MigrationPlan(
      environment: environment, findings: findings, wizard: wizard, revisions: revisions, rules: rules, phases: phases,
      rollbacks: rollbacks, exception: exception, isForced: true)
  }

  /// The steps of all phases, then those of the ways back, in the order of work.
  package var allSteps: [Step] { phases.flatMap(\.steps) + rollbacks.flatMap(\.steps) }

  /// Whether a step's files are left out: it goes forward, changes state, and a blocker stands.
  package func withholds(_ step: Step) -> Bool {
    step.isForward && step.changesState && !blockers.isEmpty
  }

  /// Who is named for a role in the input.
  package func owner(of actor: Actor) -> String? {
    let owners = environment.owners
    return switch actor {
    case .connectAdministrator: owners.connectAdministrator?.value
    case .directoryAdministrator: owners.directoryAdministrator?.value
    case .entraAdministrator: owners.entraAdministrator?.value
    case .approver: owners.approver?.value
    }
  }
}
