import Vocabulary

/// R6: Connect Sync is uninstalled. The new server is in no kit yet and has neither rules nor state of ours, so there is nothing that a script could ask for.
enum UninstalledRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    RollbackPlan(
      id: "R6", title: "After the decommission: build Connect Sync anew",
      trigger: "Cloud Sync cannot carry the estate and Connect is uninstalled.",
      hazard:
        "The exported settings have to be younger than the last edit of a rule. Edited JSON is not supported, and device writeback, object type and attribute selection, run profiles and the "
        + "provisioning hierarchy are not in it.",
      steps: [
        Step(
          id: "rollback.r6", title: "Install, import, preview, then go on with R5",
          purpose:
            "A new server comes up in staging with the exported settings and exports nothing until somebody switches it on.",
          actor: .connectAdministrator, place: .desk, minutes: 240...1_440,
          action: .manual([
            "Install Connect Sync of the same or a newer build on a new server; choose 'Customize' and 'Import synchronization settings' with the JSON of the last backup.",
            "Leave it in staging. Set by hand what the export does not hold.",
            "Disable the rules of this kit that the settings brought along, before anything is synchronized: they would mark the objects again. Create none.",
            "Write the new server into connect: servers of the environment file in place of the old one, active and with its connector identifiers, and generate the kit again: scripts run on the servers that it names.",
            "Turn its scheduler off, then run the profiles 'Full Import' and 'Full Synchronization' of every connector in the Synchronization Service Manager.",
            "Read the pending exports with csexport (10-backup has the script for the new server): no delete may be among them.",
            "Pause the jobs with \(context.layout.rollback)/10-pause-jobs-*.sh, then go on with R5 where the server leaves staging, and start the scheduler by hand: R5's own scripts ask for rules and a scheduler that this kit has handled on the server.",
          ]),
          undo: .manual("Uninstall the new server while it has never left staging."), expected: "As R5.", goNoGo: "As R5.",
          citations: [.importExport, .staging], keyPaths: ["connect"],
          changesState: true, isForward: false)
      ])
  }
}
