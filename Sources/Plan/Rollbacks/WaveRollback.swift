import Vocabulary

/// R1 and R2: take one wave back while Connect Sync is still there.
///
/// The cloud scope is never made smaller, which would delete the wave's objects. The jobs of its domains are paused and stay paused; the rules go back to
/// the revision before, so that Connect owns the wave's objects again. The units of earlier waves stand still until the wave is repaired or all waves are taken back.
enum WaveRollback {
  static func plan(_ context: PlanContext, wave index: Int) -> RollbackPlan {
    let wave = WaveContext(plan: context, index: index)
    let isFirst = index == 0
    return RollbackPlan(
      id: isFirst ? "R1" : "R2", title: "Take wave '\(wave.name)' back",
      trigger:
        "Objects of the wave are wrong or missing in the cloud, a job is in quarantine, or references were lost, after its jobs were started.",
      hazard: isFirst
        ? "Connect may write older values over newer ones in the cloud; compare first. Objects that Cloud Sync created must join by their anchor; mind the hard-match rules of June and July 2026."
        : "The jobs of the wave's domains stay paused, so the units of the waves before it stand still too. Ways out: repair this wave and apply it again, or take all waves of the domain back. "
          + "Resuming the jobs with this wave's scope is refused: two engines would write its objects.",
      steps: steps(wave), wave: index)
  }

  /// Paths of the scripts, in order.
  static func scripts(_ wave: WaveContext) -> [String] { steps(wave).compactMap(\.script?.path) }

  private static func steps(_ wave: WaveContext) -> [Step] {
    let folder = wave.layout.rollback(wave.index)
    let domains = wave.plan.hasGraph ? wave.revision.changedDomains.map(\.domain) : []
    let pauses = domains.map { domain in
      Step(
        id: wave.id("rollback.pause", domain), title: "Pause all jobs of \(domain) and wait",
        purpose:
          "Pauses writeback, password hash synchronization and provisioning in this order and waits until none is active. Deletes nothing.",
        actor: .entraAdministrator,
        place: .graphHost, minutes: 1...15,
        action: .run(
          Script(.pauseJobs, for: .waveInDomain(wave.index, domain), at: "\(folder)/10-pause-jobs-\(domain.lowercased()).sh")),
        undo: .manual("Only by repairing the wave and applying it again; the jobs are not resumed while Connect owns the units."),
        expected: "No job of \(domain) is active.",
        goNoGo:
          "Stop while a job is active; Connect must not export then. Where no configuration of the domain was ever made: --no-configuration with the domain's name.",
        citations: [.migration, .graphMetadata],
        keyPaths: wave.keyPaths, changesState: true, isForward: false)
    }
    let portalPause =
      wave.plan.hasGraph
      ? []
      : [
        Step(
          id: wave.id("rollback.pause-in-portal"), title: "Disable the configurations in the portal",
          purpose: "No Graph scripts are written for this cloud. Disable, do not delete, and do not touch the scope.",
          actor: .entraAdministrator, place: .portal, minutes: 5...15,
          action: .manual(
            wave.revision.changedDomains.map { "Disable the configuration of \($0.domain) and wait until it shows as disabled." }),
          undo: .manual("Only by repairing the wave and applying it again."),
          expected: "No configuration of the wave is enabled.", goNoGo: "Stop while one is enabled.",
          citations: [.configure], keyPaths: wave.keyPaths, changesState: true, isForward: false)
      ]
    let paused = (pauses + portalPause).map(\.id)
    let stops = wave.servers.map { server in
      connect(
        wave, "rollback.stop", server, .stopScheduler, "\(folder)/20-stop-scheduler-\(server.lowercased()).ps1",
        title: "Stop the scheduler on \(server) and wait until it is idle",
        purpose: "No cycle may run while the rules change.", minutes: 2...60,
        needs: paused + wave.plan.stopsBefore(server) { wave.id("rollback.stop", $0) }, expected: "Scheduler off and idle.",
        goNoGo: "Stop when the server does not come to rest.",
        undo: .manual("The last step of this rollback starts it again."))
    }
    let perServer = wave.servers.flatMap { server -> [Step] in
      let name = server.lowercased()
      let restore = connect(
        wave, "rollback.restore-rules", server, .restoreRules, "\(folder)/30-restore-rules-\(name).ps1",
        title: wave.index == 0 ? "Disable all rules on \(server)" : "Bring the rules on \(server) back to revision \(wave.index)",
        purpose: wave.index == 0
          ? "Disables our rules, inbound and outbound, and deletes none: Connect takes the objects back. Removing them is a later, separate step."
          : "Sets the scope of our inbound rules to the units of the waves before this one. Connect takes the objects of this wave back.",
        minutes: 2...10, needs: paused + wave.servers.map { wave.id("rollback.stop", $0) },
        expected: "Read back and equal to the plan.",
        goNoGo: "Refuses while a Cloud Sync job of the wave is active.",
        undo: .run(["\(wave.layout.rules(wave.index, server))/10-install-rules.ps1"]))
      let sync = connect(
        wave, "rollback.full-synchronization", server, .fullSynchronization, "\(folder)/40-full-synchronization-\(name).ps1",
        title: "Run a full synchronization on \(server), without export",
        purpose: "Changing or disabling rules needs a full synchronization on all connectors; plan hours for large estates.",
        minutes: 10...480, needs: [restore.id],
        expected: "Every run ends with success.", goNoGo: "Stop when a run ends otherwise.", undo: .nothing("it exports nothing"))
      let pending = connect(
        wave, "rollback.pending-exports", server, .checkPendingExports, "\(folder)/50-check-pending-exports-\(name).ps1",
        title: "Compare the pending exports of \(server) with the baseline",
        purpose:
          "Only expected corrections of attributes may be pending. A delete stops the rollback here, with the scheduler off.",
        minutes: 2...30, needs: [sync.id],
        expected: "No new delete.",
        goNoGo:
          "Stop at any new delete and read it before anything else. Deletes that are wanted, such as a user who was deleted in Active Directory meanwhile, are accepted one by one, by exact name, "
          + "with -AcceptDeletesFrom and a file that the approver has seen; never as a number.",
        undo: .nothing("it only reads"), changes: false)
      return [restore, sync, pending]
    }
    let start = connect(
      wave, "rollback.start", wave.plan.activeServer, .startScheduler,
      "\(folder)/60-start-scheduler-\(wave.plan.activeServer.lowercased()).ps1",
      title: "Start the scheduler on \(wave.plan.activeServer)", purpose: "Connect exports again and owns the wave's objects.",
      minutes: 1...5,
      needs: wave.servers.map { wave.id("rollback.pending-exports", $0) }, expected: "The first cycle exports no delete.",
      goNoGo: "Stop while a Cloud Sync job of the wave is active.",
      undo: .run(["\(folder)/20-stop-scheduler-\(wave.plan.activeServer.lowercased()).ps1"]))
    let verify = Step(
      id: wave.id("rollback.verify"), title: "Verify the rollback",
      purpose: "The same evidence as for the wave, now with Connect as the last writer.", actor: .entraAdministrator,
      place: .managementHost, minutes: 40...120, needs: [start.id],
      action: .manual(
        ["Wait until one Connect cycle has completed."]
          + wave.revision.changedDomains.map {
            "Run \(wave.layout.verify(wave.index, $0.domain))/20-verify-objects.ps1 and compare with the evidence from before the wave."
          }
          + wave.cloudDomains.map {
            "Run \(wave.layout.verify(wave.index, $0.domain))/50-compare-cloud.sh: identities, licences and cloud groups are those of the baseline."
          }
          + [
            "Memberships and managers must equal the baseline, no object may exist twice, and a user whose password was changed must be able to sign in."
          ]),
      undo: .nothing("it only reads"), expected: "As before the wave.",
      goNoGo: "The rollback is done when this holds; leave the jobs paused.", citations: [.wizardBlog, .restore],
      keyPaths: wave.keyPaths, changesState: false, isForward: false)
    return pauses + portalPause + stops + perServer + [start, verify]
  }

  private static func connect(
    _ wave: WaveContext, _ id: String, _ server: String, _ kind: ScriptKind, _ path: String, title: String, purpose: String,
    minutes: ClosedRange<Int>, needs: [String],
    expected: String, goNoGo: String, undo: Step.Undo, changes: Bool = true
  ) -> Step {
    Step(
      id: wave.id(id, server), title: title, purpose: purpose, actor: .connectAdministrator, place: .connectServer(server),
      minutes: minutes, needs: needs,
      action: .run(Script(kind, for: .waveOnServer(wave.index, server), at: path)), undo: undo, expected: expected,
      goNoGo: goNoGo,
      citations: [.tutorial, .scheduler, .staging], keyPaths: wave.keyPaths, changesState: changes, isForward: false)
  }
}
