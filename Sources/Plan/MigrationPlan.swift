import Model
import Vocabulary

/// The ordered, reversible plan: everything that is decided about one estate's migration. What comes after it spells; it does not choose.
package struct MigrationPlan: Sendable {
  package var environment: Environment
  /// Everything that the readiness rules found, blockers first.
  package var findings: [Finding]
  package var wizard: WizardVerdict
  /// One a wave, each holding all units of the waves up to it.
  package var revisions: [ScopeRevision]
  package var rules: RulePack
  /// In the order of work.
  package var phases: [Phase]
  /// The ways back, R0 to R6.
  package var rollbacks: [RollbackPlan]
  /// Which step rests on which.
  package let graph: StepGraph

  /// The steps of all phases, then those of the ways back, in the order of work.
  package var allSteps: [Step] { phases.flatMap(\.steps) + rollbacks.flatMap(\.steps) }

  /// The findings that withhold forward state-changing files.
  package var blockers: [Finding] { findings.filter(\.blocks) }

  /// Whether a step's files are left out: it goes forward, changes state, and a blocker stands.
  package func withholds(_ step: Step) -> Bool {
    step.isForward && step.changesState && !blockers.isEmpty
  }
}
