import Vocabulary

/// R4: the job holds deletions back. Nothing on the Connect side changes, and releasing or rejecting them is a judgement about every single object: no script
/// of the kit decides it.
enum HeldDeletionsRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    RollbackPlan(
      id: "R4", title: "Deletions are held back",
      trigger: "A job is in quarantine with 'Delete threshold exceeded' or TooManyDeletes.",
      hazard: "Accepting them deletes groups for good: security groups cannot be restored. Users can be restored for 30 days.",
      steps: [
        Step(
          id: "rollback.r4", title: "Find the cause, put the scope back, reject the deletions",
          purpose:
            "Held deletions mean that objects left the job's scope: a renamed or moved unit, a changed scope, a mass move in Active Directory.",
          actor: .entraAdministrator,
          place: .graphHost, minutes: 30...240,
          action: .manual([
            "Read the rows with the action 'StagedDelete' in the provisioning log and list the objects.",
            "Find out why they left the scope, and undo that in Active Directory or in the scope. Never make the scope smaller.",
            "Restart provisioning: that rejects the held deletions.",
            "Deletions that are wanted are released in the portal by the approver, for a reconciled list, with every object named in the change record. This kit has no script that does it.",
          ]),
          undo: .manual("Rejected deletions can be staged again; released ones cannot be undone for groups."),
          expected: "No staged deletion is left, the quarantine is gone.",
          goNoGo: "Stop while a staged deletion is unexplained.", citations: [.accidentalDeletes, .restore, .cloudSyncFAQ],
          keyPaths: ["forests"], changesState: true, isForward: false)
      ])
  }
}
