import Vocabulary

/// Keep what is there, so that every later state can be compared with it.
enum BackupPhase {
  static func phase(_ context: PlanContext) -> Phase {
    let folder = context.layout.backup
    let steps =
      context.servers.map { server in
        Step(
          id: StepID.backup(server), title: "Back up the configuration of \(server)",
          purpose:
            "Exports the server configuration and every rule, copies the wizard's JSON files, and takes the pending exports of the Entra connector as the baseline that later "
            + "previews are compared with. Rules made in the editor or by PowerShell are not in the wizard's automatic exports, so this is repeated before every wave.",
          actor: .connectAdministrator, place: .connectServer(server), minutes: 5...20,
          needs: [StepID.assess("check-connect-server.\(server)")],
          action: .run(Script(.backUpConnect, for: .server(server), at: "\(folder)/10-back-up-\(server.lowercased()).ps1")),
          undo: .nothing("it writes into the run folder only"),
          expected:
            "The run folder holds connectors, rules, wizard JSON, scheduler state, threshold and the baseline of pending exports.",
          goNoGo: "Stop when anything is missing, or when the baseline already holds deletes that nobody can explain.",
          citations: [.importExport, .staging, .scheduler], keyPaths: ["connect.servers[\(server)]"], changesState: false,
          isForward: false)
      } + [
        Step(
          id: "backup.snapshot", title: "Take a snapshot of the Connect servers",
          purpose:
            "A second net beside the export: the import of a configuration works on a newly installed server only, and does not hold device writeback, object type and "
            + "attribute selection, run profiles or the provisioning hierarchy.",
          actor: .connectAdministrator, place: .desk, minutes: 10...60,
          action: .manual([
            "Take a snapshot or backup of each Connect server: \(context.servers.joined(separator: ", ")).",
            "Write its name and time into the change record.",
          ]),
          undo: .nothing("a snapshot changes nothing"), expected: "A snapshot that is not older than a day.",
          goNoGo: "Go with a snapshot or with the approver's written consent to do without.",
          citations: [.importExport, .generalKnowledge], keyPaths: ["connect.servers"], changesState: false, isForward: false)
      ]
    return Phase(
      id: "backup", title: "Back up", summary: "Keep what is there, so that every later state can be compared with it.",
      folder: folder, steps: steps)
  }
}
