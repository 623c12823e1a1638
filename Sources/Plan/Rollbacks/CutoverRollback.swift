import Vocabulary

/// R5: Connect Sync is in staging after the cutover, and has to take over again.
enum CutoverRollback {
  static func plan(_ context: PlanContext) -> RollbackPlan {
    let last = context.revisions.count - 1
    let folder = context.layout.rollback
    let pauses = (context.hasGraph ? context.revisions[last].domains.map(\.domain) : []).map { domain in
      Step(
        id: StepID.rollback("pause", domain), title: "Pause all jobs of \(domain) and wait",
        purpose: "Connect must not export while a Cloud Sync job is active.",
        actor: .entraAdministrator, place: .graphHost, minutes: 1...15,
        action: .run(
          Script(.pauseJobs, for: .waveInDomain(last, domain), at: "\(folder)/10-pause-jobs-\(domain.lowercased()).sh")),
        undo: .manual("Start them again only after Connect is back in staging with its rules enabled."),
        expected: "No job of \(domain) is active.", goNoGo: "Stop while one is active.",
        citations: [.migration], keyPaths: ["waves"], changesState: true, isForward: false)
    }
    let stops = context.servers.map { server in
      Step(
        id: StepID.rollback("stop", server), title: "Stop the scheduler on \(server) and wait until it is idle",
        purpose: "No cycle may run while the rules change. What is pending now is the baseline for the comparison.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 2...60,
        needs: pauses.map(\.id) + context.stopsBefore(server) { StepID.rollback("stop", $0) },
        action: .run(
          Script(
            .stopScheduler, for: .waveOnServer(last, server), at: "\(folder)/15-stop-scheduler-\(server.lowercased()).ps1")),
        undo: .manual("The step that starts the scheduler, at the end of this way back."),
        expected: "Scheduler off and idle.", goNoGo: "Stop when the server does not come to rest.", citations: [.scheduler],
        keyPaths: ["connect.servers[\(server)]"], changesState: true, isForward: false)
    }
    let servers = context.servers.flatMap { server -> [Step] in
      let name = server.lowercased()
      func step(
        _ id: String, _ title: String, _ purpose: String, _ script: Script, minutes: ClosedRange<Int>, needs: [String],
        expected: String, undo: Step.Undo, changes: Bool = true
      ) -> Step {
        Step(
          id: StepID.rollback(id, server), title: title, purpose: purpose, actor: .connectAdministrator,
          place: .connectServer(server), minutes: minutes, needs: needs,
          action: .run(script), undo: undo, expected: expected, goNoGo: "Stop at any delete, with the server still in staging.",
          citations: [.staging, .scheduler],
          keyPaths: ["connect.servers[\(server)]"], changesState: changes, isForward: false)
      }
      let disable = step(
        "disable-rules", "Disable our rules on \(server)", "Disables the rules by identifier and deletes none.",
        Script(.disableRules, for: .server(server), at: "\(folder)/20-disable-rules-\(name).ps1"), minutes: 2...10,
        needs: pauses.map(\.id) + stops.map(\.id), expected: "All our rules are disabled.",
        undo: .run(["\(context.layout.rules(last, server))/10-install-rules.ps1"]))
      let sync = step(
        "full-synchronization", "Run a full synchronization on \(server), without export",
        "The server is in staging and exports nothing.",
        Script(.fullSynchronization, for: .waveOnServer(last, server), at: "\(folder)/30-full-synchronization-\(name).ps1"),
        minutes: 10...480, needs: [disable.id],
        expected: "Every run ends with success.", undo: .nothing("it exports nothing"))
      let pending = step(
        "pending-exports", "Compare the pending exports of \(server) with the baseline",
        "What Connect would export if it left staging now.",
        Script(.checkPendingExports, for: .waveOnServer(last, server), at: "\(folder)/40-check-pending-exports-\(name).ps1"),
        minutes: 2...30, needs: [sync.id],
        expected: "No new delete; one that is wanted is accepted by its exact name with -AcceptDeletesFrom.",
        undo: .nothing("it only reads"),
        changes: false)
      return [disable, sync, pending]
    }
    let leave = Step(
      id: "rollback.leave-staging", title: "Take the active server out of staging",
      purpose: "Done in the wizard: switching staging off by PowerShell is not supported, and only one server may be active.",
      actor: .connectAdministrator, place: .connectServer(context.activeServer), minutes: 10...60,
      needs: context.servers.map { StepID.rollback("pending-exports", $0) },
      action: .manual([
        "In the Connect wizard on \(context.activeServer), choose 'Configure staging mode' and clear it.",
        "Keep the deletion threshold on.",
        "Move password writeback back to Connect where it was on.", "Watch the first export: it must delete nothing.",
        "Password hash synchronization goes on from where it stopped; allow for a long catch-up.",
      ]),
      undo: .manual("Put the server back into staging in the wizard, enable the rules, then start the jobs."),
      expected: "The first export deletes nothing.", goNoGo: "Stop at the first unexpected delete.",
      citations: [.staging, .passwordWriteback], keyPaths: ["connect.servers"], changesState: true, isForward: false)
    let start = Step(
      id: StepID.rollback("start", context.activeServer), title: "Start the scheduler on \(context.activeServer)",
      purpose:
        "The server is active again and exports. The script waits for the first export and stops the scheduler when it fails.",
      actor: .connectAdministrator, place: .connectServer(context.activeServer), minutes: 30...120,
      needs: [leave.id] + context.servers.map { StepID.rollback("pending-exports", $0) },
      action: .run(
        Script(
          .startScheduler, for: .waveOnServer(last, context.activeServer),
          at: "\(folder)/60-start-scheduler-\(context.activeServer.lowercased()).ps1")),
      undo: .run(["\(folder)/15-stop-scheduler-\(context.activeServer.lowercased()).ps1"]),
      expected: "The first export succeeds and deletes nothing.", goNoGo: "Stop while a Cloud Sync job is active.",
      citations: [.scheduler, .staging], keyPaths: ["connect.servers[\(context.activeServer)]"], changesState: true,
      isForward: false)
    let remove = context.servers.map { server in
      Step(
        id: StepID.rollback("remove-rules", server), title: "Later: remove our rules from \(server)",
        purpose:
          "Once Connect has run well for two weeks and nobody will try again soon. Removes only rules with our identifiers, and only while they are disabled.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 2...10,
        needs: [StepID.rollback("disable-rules", server)],
        action: .run(Script(.removeRules, for: .server(server), at: "\(folder)/90-remove-rules-\(server.lowercased()).ps1")),
        undo: .run(["\(context.layout.rules(last, server))/10-install-rules.ps1"]),
        expected: "None of our rules is left; no other rule was touched.",
        goNoGo: "Refuses while a rule of ours is enabled.", citations: [.tutorial, .customRules],
        keyPaths: ["connect.servers[\(server)]"], changesState: true, isForward: false)
    }
    return RollbackPlan(
      id: "R5", title: "After the cutover: Connect Sync takes over again",
      trigger: "A fault of the whole estate shows while Connect is in staging.",
      hazard:
        "Password hashes and writeback stop at the moment of staging; sign-in of users whose password changed since depends on which engine runs.",
      steps: pauses + stops + servers + [leave, start] + remove)
  }
}
