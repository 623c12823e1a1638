import Vocabulary

/// Give the Cloud Sync configuration of each changed domain the scope of the revision.
enum WaveScopeSteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    wave.plan.hasGraph ? wave.cloudDomains.flatMap { steps(wave, $0) } : wave.domains.flatMap { portal(wave, $0) }
  }

  /// Where Graph files are withheld, the portal is the only way; everything else of the wave stays the same.
  private static func portal(_ wave: WaveContext, _ scope: ScopeRevision.DomainScope) -> [Step] {
    let siblings = WaveSiblingSteps.steps(wave, scope, needs: wave.servers.map { wave.id("preview.pending-exports", $0) })
    let portal = Step(
      id: wave.id("scope.portal", scope.domain), title: "Set the scope of \(scope.domain) in the portal and start there",
      purpose:
        "No Graph scripts are written for this cloud, because nobody has verified the service's interface there. The scope is set and the configuration enabled by hand.",
      actor: .entraAdministrator, place: .portal, minutes: 30...120,
      needs: StepID.gateResults(wave: wave.name, servers: wave.servers) + siblings.map(\.id)
        + [wave.id("baseline.portal", scope.domain)],
      action: .manual(
        [
          "Compare: the results of rule verification, proof and pending exports of every Connect server\(siblings.isEmpty ? "" : ", and of the look beside the units,") are in the run folder with exit code 0.",
          "Pause the configuration when it runs.",
        ]
          + ["Select exactly these organizational units:"] + scope.units.map(\.name.value.text)
          + [
            "Read the scope back, have a second person compare it, then enable the configuration.",
            "Restart provisioning after a change of scope.",
          ]),
      undo: .manual(
        "Follow \(wave.layout.rollback(wave.index))/runbook.md: disable the configuration in the portal first, then run its scripts."
      ), expected: "The configuration runs with exactly these units.",
      goNoGo: "Stop when a result is missing or the portal shows another scope.",
      citations: [.configure, .prerequisites2026], keyPaths: wave.keyPaths, changesState: true, isForward: true)
    return siblings + [portal]
  }

  private static func steps(_ wave: WaveContext, _ scope: ScopeRevision.DomainScope) -> [Step] {
    let domain = scope.domain
    let folder = wave.layout.scope(wave.index, domain)
    let scopedBefore = scope.units.contains { !$0.isNew }
    let units = scope.units.count == 1 ? "1 unit" : "\(scope.units.count) units"
    var steps: [Step] = []
    if scopedBefore {
      steps.append(
        Step(
          id: wave.id("scope.pause", domain), title: "Pause the jobs of \(domain) and wait",
          purpose:
            "A wider scope never goes to an active job. Pauses writeback, password hash synchronization and provisioning in this order and waits until none is active.",
          actor: .entraAdministrator, place: .graphHost, minutes: 1...15,
          needs: wave.servers.map { wave.id("preview.pending-exports", $0) },
          action: .run(Script(.pauseJobs, for: .waveInDomain(wave.index, domain), at: "\(folder)/10-pause-jobs.sh")),
          undo: .run(["\(wave.layout.start(wave.index, domain))/30-start-provisioning.sh"]),
          expected: "No job of the domain is active.",
          goNoGo: "Stop when a job stays active. While the jobs are paused, the units of earlier waves stand still.",
          citations: [.graphHowTo, .graphMetadata], keyPaths: wave.keyPaths,
          changesState: true, isForward: true))
    }
    steps.append(
      Step(
        id: wave.id("scope.put", domain), title: "Set the scope of \(domain) to revision \(wave.revision.number) (\(units))",
        purpose:
          "Fetches the job's schema, keeps a copy, sets the included containers to the units of the revision, adds the planned mappings, sends it back and reads it again. "
          + "Refuses when the live scope holds a unit that this revision lacks, or is empty on a job that ever ran.",
        actor: .entraAdministrator, place: .graphHost, minutes: 1...10,
        needs: (scopedBefore ? [wave.id("scope.pause", domain)] : [StepID.graph(domain, "secrets")])
          + wave.servers.map { wave.id("preview.pending-exports", $0) },
        action: .run(Script(.putScope, for: .waveInDomain(wave.index, domain), at: "\(folder)/20-put-scope.sh")),
        undo: .manual(
          scopedBefore
            ? "Do not put the smaller scope back: that deletes objects. Take the wave back with its rollback, which leaves the jobs paused."
            : "The job has never run, so the scope does nothing yet. Leave it, or restore the copy of the schema from the run folder while the job has never been started."
        ),
        expected: "The scope that is read back equals the kit's, name by name.", goNoGo: "Stop at any difference.",
        citations: [.graphHowTo, .graphRule, .cloudSyncFAQ],
        keyPaths: wave.keyPaths + ["forests[].domains[\(domain)].cloud-sync"], changesState: true, isForward: true))
    steps.append(
      Step(
        id: wave.id("scope.check", domain), title: "Read the scope of \(domain) back",
        purpose: "Compares the live scope, mappings and settings with the kit once more, without writing.",
        actor: .entraAdministrator, place: .graphHost, minutes: 1...5,
        needs: [wave.id("scope.put", domain)],
        action: .run(Script(.checkScope, for: .waveInDomain(wave.index, domain), at: "\(folder)/30-check-scope.sh")),
        undo: .nothing("it only reads"), expected: "Equal.", goNoGo: "Stop at any difference.", citations: [.graphRule],
        keyPaths: wave.keyPaths, changesState: false,
        isForward: false))
    return steps
  }
}
