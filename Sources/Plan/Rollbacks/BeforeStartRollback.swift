import Vocabulary

/// R0: the rules are in place, no job has been started.
enum BeforeStartRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    let folders = context.revisions.indices.map { context.layout.rollback($0) }
    return RollbackPlan(
      id: "R0", title: "Rules were made, nothing was started",
      trigger:
        "The preview shows deletes or adds that the baseline does not have, or the proof fails, before any job of the wave was started.",
      hazard: "Disabling rules needs a full synchronization on all connectors; plan hours for large estates.",
      steps: [
        Step(
          id: "rollback.r0", title: "Take the rules back with the wave's own rollback",
          purpose:
            "The scripts are those of the wave. With no job started there is nothing to pause; the pause script says so and goes on; where no configuration was ever made, it takes --no-configuration with the domain's name.",
          actor: .connectAdministrator, place: .desk, minutes: 30...600,
          action: .manual([
            "Leave the scheduler off.",
            "Run the scripts of the wave's rollback folder in order: \(folders.joined(separator: ", ")).",
            "Look at the pending exports again before the scheduler is started.",
          ]),
          undo: .manual("Apply the wave again from its rules on."), expected: "The pending exports equal the baseline.",
          goNoGo: "Stop at any new delete, with the scheduler off.",
          citations: [.tutorial, .scheduler], keyPaths: ["waves"], changesState: true, isForward: false)
      ])
  }
}
