import Vocabulary

/// Let Connect Sync run again, as the last explicit step of a wave, and look once more after its first cycle.
enum WaveConnectStartSteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    let server = wave.plan.activeServer
    let start = Step(
      id: wave.id("connect.start", server), title: "Start the scheduler on \(server)",
      purpose:
        "Switches the scheduler on again after checking that the rules and the pending exports of this revision passed on every server. The setting is kept in the tenant and reaches the "
        + "staging server too.",
      actor: .connectAdministrator, place: .connectServer(server), minutes: 1...5,
      needs: wave.domains.flatMap { [wave.id("verify.samples", $0.domain), wave.id("verify.objects", $0.domain)] }
        + wave.comparisons + wave.servers.map { wave.id("preview.pending-exports", $0) },
      action: .run(
        Script(
          .startScheduler, for: .waveOnServer(wave.index, server),
          at: "\(wave.layout.connectStart(wave.index))/10-start-scheduler-\(server.lowercased()).ps1")),
      undo: .run(["\(wave.layout.connectStop(wave.index))/10-stop-scheduler-\(server.lowercased()).ps1"]),
      expected: "Scheduler on; the next cycle exports no delete.",
      goNoGo:
        "Stop when a Cloud Sync job of the wave is in quarantine, or when the comparison with the baseline found a loss. When the export fails, the script turns the scheduler off again without asking. Errors of single objects, once read and "
        + "known: -AcceptExportErrors.", citations: [.scheduler, .tutorial],
      keyPaths: ["connect.servers[\(server)]"], changesState: true, isForward: true)
    let again = Step(
      id: wave.id("connect.after-cycle"), title: "Verify again after one Connect cycle",
      purpose:
        "References still flow from Connect for marked objects. After its first cycle memberships and managers must be what they were.",
      actor: .entraAdministrator, place: .managementHost,
      minutes: 40...90, needs: [start.id],
      action: .manual(
        ["Wait until one Connect cycle has completed (30 minutes as a rule)."]
          + wave.domains.map {
            "Run \(wave.layout.verify(wave.index, $0.domain))/20-verify-objects.ps1 again and compare the counts of references with the result before."
          }
          + wave.cloudDomains.map { "Run \(wave.layout.verify(wave.index, $0.domain))/50-compare-cloud.sh again: nothing lost." }
          + ["Have the approver sign the wave. The next wave may start from here."]),
      undo: .nothing("it only reads"), expected: "References unchanged, nothing deleted.",
      goNoGo: "Roll back when references are fewer than before.", citations: [.migration, .tutorial],
      keyPaths: wave.keyPaths, changesState: false, isForward: false)
    return [start, again]
  }
}
