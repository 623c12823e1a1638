import Vocabulary

/// Silence Connect Sync, bring its rules to the wave's revision on every server, and look at what it would export.
enum WaveRuleSteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    stop(wave) + wave.servers.flatMap { rules(wave, $0) } + wave.servers.flatMap { preview(wave, $0) }
  }

  private static func stop(_ wave: WaveContext) -> [Step] {
    wave.servers.map { server in
      Step(
        id: wave.id("connect.stop", server), title: "Stop the scheduler on \(server) and wait until it is idle",
        purpose:
          "Disables the scheduler, stops a running cycle and waits until no connector is busy. The scheduler's settings are kept in the tenant, so switching it off on the active "
          + "server switches it off on the staging server too; each server is still waited for.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 2...60,
        needs: [StepID.backup(server)] + wave.baselines + [wave.id("unit.count")] + wave.signedBefore
          + wave.plan.stopsBefore(server) { wave.id("connect.stop", $0) },
        action: .run(
          Script(
            .stopScheduler, for: .waveOnServer(wave.index, server),
            at: "\(wave.layout.connectStop(wave.index))/10-stop-scheduler-\(server.lowercased()).ps1")),
        undo: .run(["\(wave.layout.connectStart(wave.index))/10-start-scheduler-\(wave.plan.activeServer.lowercased()).ps1"]),
        expected: "Scheduler off, no cycle in progress, no connector busy; the former setting is in the run folder.",
        goNoGo: (wave.index == 0
          ? ""
          : "The script asks the run folder for the end of the wave before. Where the run folder was lost, go through the scripts of the wave before once more with a new one: they find "
            + "everything in place and write the results. ")
          + "Stop when the server does not come to rest. Connect must complete a cycle within \(Limit.daysWithoutDelta.value) days, or it needs a full synchronization.",
        citations: [.scheduler, .tutorial], keyPaths: ["connect.servers[\(server)]"], changesState: true, isForward: true)
    }
  }

  private static func rules(_ wave: WaveContext, _ server: String) -> [Step] {
    let folder = wave.layout.rules(wave.index, server)
    let paths = wave.keyPaths + ["connect.precedence", "connect.servers[\(server)]"]
    return [
      Step(
        id: wave.id("rules.install", server), title: "Bring the rules on \(server) to revision \(wave.revision.number)",
        purpose:
          "Creates or updates our rules by identifier: inbound ones mark the objects of the units with cloudNoFlow, outbound ones keep marked objects from flowing. Every server needs "
          + "them by hand; a staging server without them would export the migrated objects again after a failover.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 2...10,
        needs: wave.servers.map { wave.id("connect.stop", $0) },
        action: .run(Script(.installRules, for: .waveOnServer(wave.index, server), at: "\(folder)/10-install-rules.ps1")),
        undo: .run(["\(wave.layout.rollback(wave.index))/30-restore-rules-\(server.lowercased()).ps1"]),
        expected: "\(wave.plan.rules.rules(of: wave.revision).count) rules as in the xml folder, read back and compared.",
        goNoGo:
          "Stop when a precedence is taken, a rule of our name has another identifier, or a unit is spelled otherwise in Active Directory.",
        citations: [.tutorial, .groupWriteback, .staging, .importExport], keyPaths: paths, changesState: true, isForward: true),
      Step(
        id: wave.id("rules.verify", server), title: "Verify the rules on \(server)",
        purpose: "Compares every property, the scope and the mapping of each rule with the plan. Changes nothing.",
        actor: .connectAdministrator, place: .connectServer(server),
        minutes: 1...5, needs: [wave.id("rules.install", server)],
        action: .run(Script(.verifyRules, for: .waveOnServer(wave.index, server), at: "\(folder)/20-verify-rules.ps1")),
        undo: .nothing("it only reads"),
        expected: "No difference.", goNoGo: "Stop at any difference; the start gate asks for this result.",
        citations: [.tutorial], keyPaths: paths, changesState: false,
        isForward: false),
    ]
  }

  private static func preview(_ wave: WaveContext, _ server: String) -> [Step] {
    let folder = wave.layout.preview(wave.index, server)
    func step(
      _ id: String, _ title: String, _ purpose: String, _ kind: ScriptKind, _ file: String, minutes: ClosedRange<Int>,
      needs: String, expected: String, goNoGo: String,
      undo: Step.Undo, citations: [Citation], changes: Bool
    ) -> Step {
      Step(
        id: wave.id(id, server), title: title, purpose: purpose, actor: .connectAdministrator, place: .connectServer(server),
        minutes: minutes,
        needs: [wave.id(needs, server)],
        action: .run(Script(kind, for: .waveOnServer(wave.index, server), at: "\(folder)/\(file)")), undo: undo,
        expected: expected,
        goNoGo: goNoGo, citations: citations, keyPaths: wave.keyPaths, changesState: changes, isForward: changes)
    }
    return [
      step(
        "preview.full-synchronization", "Run a full synchronization on \(server), without export",
        "Runs the full synchronization profile of the changed AD connectors, then of the Entra connector. A rule change needs it; a cycle would export at its end, so no cycle is started.",
        .fullSynchronization, "10-full-synchronization.ps1", minutes: 10...480, needs: "rules.verify",
        expected: "Every run ends with success.",
        goNoGo: "Stop when a run ends otherwise. Errors of single objects, once read and known: -AcceptSynchronizationErrors.",
        undo: .run(["\(wave.layout.rollback(wave.index))/30-restore-rules-\(server.lowercased()).ps1"]),
        citations: [.scheduler, .preventDeletes], changes: true),
      step(
        "preview.prove-rules", "Prove that the rules bite on \(server)",
        "Takes sampled objects from inside the units, which must carry cloudNoFlow in the metaverse, and from outside, which must not. No hit at all is a failure: a scope that matches "
          + "nothing looks like 'no deletes'.",
        .proveRules, "20-prove-rules.ps1", minutes: 2...20, needs: "preview.full-synchronization",
        expected: "Every sampled object as it must be, and at least one inside each new unit.",
        goNoGo: "Stop at the first object that is not. A unit that is meant to be empty yet: -EmptyUnitIsExpected.",
        undo: .nothing("it only reads"), citations: [.tutorial, .inference],
        changes: false),
      step(
        "preview.pending-exports", "Compare the pending exports of \(server) with the baseline",
        "Exports what Connect would send to Entra and counts adds, updates and deletes. Any delete that the baseline does not have stops the wave.",
        .checkPendingExports, "30-check-pending-exports.ps1", minutes: 2...30, needs: "preview.prove-rules",
        expected: "No new delete, no add, no unknown operation.",
        goNoGo:
          "Stop at any new delete. Then roll back; do not raise a threshold. Adds that are explained, such as people who joined meanwhile: -AcceptAdds. Where csexport writes no file: look "
          + "into the Synchronization Service Manager, then -NothingPending.", undo: .nothing("it only reads"),
        citations: [.staging, .preventDeletes], changes: false),
    ]
  }
}
