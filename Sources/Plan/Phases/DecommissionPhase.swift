import Vocabulary

/// Goal full: Connect Sync is uninstalled.
enum DecommissionPhase {
  static func phase(_ context: PlanContext) -> Phase {
    func manual(
      _ id: String, _ title: String, _ purpose: String, _ lines: [String], needs: [String], undo: Step.Undo, expected: String,
      goNoGo: String, citations: [Citation], changes: Bool
    ) -> Step {
      Step(
        id: "decommission.\(id)", title: title, purpose: purpose, actor: .connectAdministrator, place: .desk, minutes: 15...120,
        needs: needs, action: .manual(lines), undo: undo,
        expected: expected, goNoGo: goNoGo, citations: citations, keyPaths: ["connect.servers"], changesState: changes,
        isForward: changes)
    }
    return Phase(
      id: "decommission", title: "Decommission", summary: "Connect Sync is uninstalled, and what outlives it is looked after.",
      folder: context.layout.decommission,
      steps: [
        manual(
          "check", "Check what lives on the Connect servers besides Connect",
          "Pass-through authentication agents and seamless single sign-on keep working without Connect, but not without their server.",
          [
            "Make sure that no server holds the only pass-through authentication agent.",
            "Note what Connect Health showed and where it is watched from now on: job status, quarantine mail, log analytics.",
            "Back up every server once more, and keep the backup as long as the change record.",
          ], needs: context.servers.map { "cutover.soak.\($0)" }, undo: .nothing("it only reads"),
          expected: "Nothing else depends on the servers.", goNoGo: "Stop when something does.",
          citations: [.migrationFAQ, .importExport], changes: false),
        manual(
          "uninstall", "Uninstall Connect Sync",
          "From build 2.6.84 on the uninstaller asks for an administrator's sign-in to clean up its configuration in the cloud; skipping it leaves that behind.",
          [
            "Uninstall on the staging servers first, then on \(context.activeServer).",
            "Never turn directory synchronization off for the tenant: onPremisesSyncEnabled stays true. That is another thing than uninstalling Connect.",
          ], needs: ["decommission.check"], undo: .manual("Follow rollback/R6.md."),
          expected: "The servers are gone from the portal's Connect page; Cloud Sync goes on.",
          goNoGo: "Stop when a Cloud Sync job is in quarantine.", citations: [.connect684, .migrationFAQ], changes: true),
        manual(
          "deletion-guard", "Decide about the tenant's deletion guard",
          "The tenant-wide guard that Connect brought outlives it and also holds back deletions of Cloud Sync. It is a safety device: leave it on unless it blocks a reconciled batch.",
          [
            "Read it with 30-graph/95-check-delegated.sh.",
            "Change it only for a reconciled list of deletions, and write down who decided.",
          ], needs: ["decommission.uninstall"],
          undo: .manual("Set the former threshold again."), expected: "The decision is in the change record.",
          goNoGo: "Leave it on when in doubt.", citations: [.troubleshoot, .preventDeletes],
          changes: false),
      ])
  }
}
