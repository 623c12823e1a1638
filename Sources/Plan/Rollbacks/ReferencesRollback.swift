import Vocabulary

/// R3: members or managers vanished, because something was taken out of Connect's scope.
enum ReferencesRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    RollbackPlan(
      id: "R3", title: "References were lost", trigger: "Members or managers vanished in the cloud.",
      hazard:
        "The cause is nearly always that a unit, group or domain was taken out of Connect's scope while both engines run. Both sides of every reference stay in Connect's scope until cutover.",
      steps: [
        Step(
          id: "rollback.r3", title: "Put the scope back and let the references rebuild",
          purpose: "References are written by the engine that sees both sides. Connect has to see them again first.",
          actor: .connectAdministrator,
          place: .connectServer(context.activeServer), minutes: 60...600,
          action: .manual([
            "Put the removed units, groups or domains back into Connect's scope with the wizard.",
            "Run a full import and a full synchronization of the connectors concerned, and look at the pending exports before any export.",
            "Let one cycle complete, and compare the counts of references with the baseline.",
            "Make sure that Cloud Sync has every referenced object before anything is tried again.",
          ]),
          undo: .manual("None needed: it restores the state from before."),
          expected: "Counts of members and managers equal the baseline.",
          goNoGo: "Stop when the pending exports hold deletes.", citations: [.tutorial, .migration], keyPaths: ["waves"],
          changesState: true, isForward: false)
      ])
  }
}
