import Vocabulary

/// Goal full: everything is with Cloud Sync; Connect goes into staging and is watched.
enum CutoverPhase {
  static func phase(_ context: PlanContext, after phases: [Phase]) -> Phase {
    let folder = context.layout.cutover
    let validation = ValidationSteps.steps(context, folder, after: phases)
    let gate = Step(
      id: "cutover.gate", title: "Gate: may Connect Sync stop exporting?",
      purpose:
        "Every object has to be in a Cloud Sync configuration, with members and managers, and no reference may cross the scope. Password hash synchronization of Cloud Sync has to be proven, "
        + "since Connect's stops at that moment.",
      actor: .approver, place: .desk, minutes: 60...240, needs: validation.map(\.id),
      action: .manual([
        "All waves are signed, and their results are in the run folder.",
        "The counts of every domain equal those of the assessment, and of the check of the whole estate.",
        "A user of every domain has changed the password and signed in since (where password hash synchronization is on).",
        "Where password writeback is on, Cloud Sync's is enabled and tested.",
        "No domain is left whose objects only Connect brings.", "Back up every Connect server again.",
      ]),
      undo: .nothing("a decision changes nothing"), expected: "Signed by the approver.", goNoGo: "Stop while one point is open.",
      citations: [.tutorial, .migration, .staging],
      keyPaths: ["waves", "goal"], changesState: false, isForward: false)
    let staging = Step(
      id: "cutover.staging", title: "Put \(context.activeServer) into staging mode",
      purpose:
        "In staging it imports and synchronizes and exports nothing: a way back that stays usable. A server that is merely switched off needs a full synchronization after "
        + "\(Limit.daysWithoutDelta.value) days. Password hash synchronization and password writeback of Connect stop at this moment.",
      actor: .connectAdministrator, place: .connectServer(context.activeServer), minutes: 10...60, needs: [gate.id],
      action: .manual([
        "In the Connect wizard choose 'Configure staging mode' and enable it. Staging cannot be set by PowerShell in a supported way.",
        "Leave the scheduler on.",
        "Do not uninstall anything, and do not turn directory synchronization off for the tenant (onPremisesSyncEnabled stays true).",
      ]),
      undo: .manual("Follow rollback/R5.md."), expected: "The scheduler runs and Get-ADSyncScheduler shows StagingModeEnabled.",
      goNoGo: "Stop when sign-in fails for a test user.",
      citations: [.staging, .migrationTool, .scheduler], keyPaths: ["connect.servers"], changesState: true, isForward: true)
    let soak = context.servers.map { server in
      Step(
        id: "cutover.soak.\(server)", title: "Watch \(server) for two weeks",
        purpose:
          "Checks that the server is in staging, that its scheduler runs and its last cycle is younger than \(Limit.daysWithoutDelta.value) days, and that its pending exports hold no deletes.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 5...10, needs: [staging.id],
        action: .run(Script(.checkSoak, for: .server(server), at: "\(folder)/20-check-soak-\(server.lowercased()).ps1")),
        undo: .nothing("it only reads"), expected: "Passed, twice a week for two weeks.",
        goNoGo: "Stop and follow rollback/R5.md when a fault of the whole estate shows.",
        citations: [.migrationTool, .scheduler], keyPaths: ["connect.servers[\(server)]"], changesState: false,
        isForward: false)
    }
    return Phase(
      id: "cutover", title: "Cutover and soak", summary: "Connect Sync goes into staging and is watched for two weeks.",
      folder: folder, steps: validation + [gate, staging] + soak)
  }
}
