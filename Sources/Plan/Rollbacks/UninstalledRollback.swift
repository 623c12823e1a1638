import Vocabulary

/// R6: Connect Sync is uninstalled.
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
            "Leave it in staging. Set by hand what the export does not hold.", "Do not create the rules of this kit.",
            "Run a full import and a full synchronization of every connector.",
            "Go on with R5 from the comparison of pending exports.",
          ]),
          undo: .manual("Uninstall the new server while it has never left staging."), expected: "As R5.", goNoGo: "As R5.",
          citations: [.importExport, .staging], keyPaths: ["connect"],
          changesState: true, isForward: false)
      ])
  }
}
