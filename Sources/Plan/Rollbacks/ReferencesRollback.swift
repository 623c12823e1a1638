import Vocabulary

/// R3: members or managers vanished, because something was taken out of Connect's scope. No forward step of ours did it and no rule of ours changes, so the
/// way back has no scripts of its own: it goes through those of a wave, with all their guards.
enum ReferencesRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    let waves = context.revisions.indices.map { context.layout.folder(ofWave: $0) }.joined(separator: ", ")
    return RollbackPlan(
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
            "Apply the last wave that was carried out (\(waves)) once more, script by script, from its folder 20-connect-stop on. They find rules, scope and jobs in place; what comes below is done in between.",
            "After 20-connect-stop, read the pending exports that it wrote down: a delete among them is a reference or an object that the missing scope takes with it.",
            "Before 30-rules, put the removed units, groups or domains back into Connect's scope with the wizard, and let the wizard start no synchronization. Then run the profile 'Full Import' of the AD connectors concerned in the Synchronization Service Manager, on every server.",
            "After 40-preview, no delete may be pending at all, those of the baseline included: the script compares with the baseline only, its result names both numbers.",
            "After 70-verify, compare managers and members with the results from before, in results/history of the run folder. Cloud Sync has to have every referenced object.",
            "Start Connect Sync with 80-connect-start, let one cycle complete, and compare once more.",
          ]),
          undo: .manual("None needed: it restores the state from before."),
          expected: "Counts of members and managers equal the baseline.",
          goNoGo: "Stop when the pending exports hold deletes.", citations: [.tutorial, .migration], keyPaths: ["waves"],
          changesState: true, isForward: false)
      ])
  }
}
