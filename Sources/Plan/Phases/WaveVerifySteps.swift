import Vocabulary

/// Prove that the objects of the wave arrived and that nothing was lost: objects first, then references, then password hashes and writeback.
enum WaveVerifySteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    wave.domains.flatMap { scope in steps(wave, scope.domain) + WaveWritebackSteps.steps(wave, scope.domain) }
      + WaveBaselineSteps.comparisons(wave) + passwordEvents(wave)
  }

  /// What Connect Sync's own log says about password hashes, once Cloud Sync sends them for a domain of the wave.
  private static func passwordEvents(_ wave: WaveContext) -> [Step] {
    let domains = wave.domains.map(\.domain).filter { wave.plan.domain($0).cloudSync.passwordHashSync.value }
    guard !domains.isEmpty else { return [] }
    let server = wave.plan.activeServer
    return [
      Step(
        id: wave.id("verify.password-events", server), title: "See whose password hashes \(server) still sends",
        purpose:
          "Cloud Sync sends the hashes of the wave's users now. Whether Connect Sync goes on sending those of marked users is not documented (unverified); its events 656 and 657 show what it "
          + "does here. Both send the same hash, so this is evidence and no fault.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 15...30,
        needs: domains.map { wave.plan.hasGraph ? wave.id("start.password-hash-sync", $0) : wave.running($0) } + [
          wave.id("rules.verify", server)
        ],
        action: .run(
          Script(
            .checkPasswordEvents, for: .waveOnServer(wave.index, server),
            at: "\(wave.layout.folder(ofWave: wave.index))/70-verify/40-check-password-events-\(server.lowercased()).ps1")),
        undo: .nothing("it only reads"),
        expected:
          "Events for the test user whose password was changed, or none for users inside the units; no result other than success.",
        goNoGo:
          "Stop when a user whose password was changed cannot sign in with it. Change a test user's password ten minutes before; without any event the step is not verified.",
        citations: [.ruleExport, .inference], keyPaths: wave.keyPaths, changesState: false, isForward: false)
    ]
  }

  /// The samples of the inventory, looked at again.
  private static func samples(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: wave.id("verify.samples", domain), title: "Compare the samples of \(domain) with what they were",
      purpose:
        "The inventory wrote down a few objects of every kind before anything changed. Whatever differs now in Active Directory itself would look like a fault of the wave in every other comparison.",
      actor: .directoryAdministrator, place: .managementHost, minutes: 1...10,
      needs: [wave.running(domain)] + wave.servers.map { wave.id("rules.install", $0) },
      action: .run(
        Script(
          .compareSamples, for: .waveInDomain(wave.index, domain),
          at: "\(wave.layout.verify(wave.index, domain))/15-compare-samples.ps1")),
      undo: .nothing("it only reads"),
      expected: "Every sample is there, with the same identifiers, anchor, names and addresses.",
      goNoGo:
        "Stop at a changed identifier or anchor, and at a sample that was moved: the scheduler is not started before. Moves that were meant, once the twin in the cloud is known to be the same "
        + "object: -AcceptMovesFrom with a file that names them. Other differences, once each is explained: -AcceptDifference. The result says so.",
      citations: [.wizardBlog, .hardMatch], keyPaths: wave.keyPaths, changesState: false, isForward: false)
  }

  /// What the provisioning service itself says; by scripts that are withheld where nobody has verified its interface.
  private static func cloud(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: wave.id("verify.cloud", domain), title: "Read logs, quarantine and job states of \(domain)",
      purpose:
        "Groups the failures of the provisioning log by error code, reads the state of every job and counts what the log says this configuration wrote.",
      actor: .entraAdministrator,
      place: .graphHost, minutes: 5...30, needs: [wave.id("start.watch", domain)],
      action: .run(
        Script(
          .verifyCloud, for: .waveInDomain(wave.index, domain), at: "\(wave.layout.verify(wave.index, domain))/30-verify-cloud.sh"
        )),
      undo: .nothing("it only reads"),
      expected: "No lasting failure, no quarantine.",
      goNoGo: "Stop at quarantine or at failures that stay after a second cycle. An empty log is not a pass.",
      citations: [.graphHowTo, .cloudSyncFAQ], keyPaths: wave.keyPaths, changesState: false, isForward: false)
  }

  private static func steps(_ wave: WaveContext, _ domain: String) -> [Step] {
    let folder = wave.layout.verify(wave.index, domain)
    return [
      Step(
        id: wave.id("verify.collect", domain), title: "Collect the evidence of \(domain) from Active Directory",
        purpose:
          "Writes what Active Directory says about the objects of the units: identifiers, anchors, display name, mail, user principal name, proxy addresses, manager and member counts; for "
          + "test objects and a sample of groups also who the members are.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 2...60, needs: [wave.running(domain)],
        action: .run(Script(.collectObjects, for: .waveInDomain(wave.index, domain), at: "\(folder)/10-collect-objects.ps1")),
        undo: .nothing("it only reads"),
        expected: "A file of evidence in the run folder that holds every object of the units.",
        goNoGo: "Stop when the file is empty.", citations: [.wizardBlog], keyPaths: wave.keyPaths,
        changesState: false, isForward: false),
      samples(wave, domain),
      Step(
        id: wave.id("verify.objects", domain), title: "Compare the objects of \(domain) with the cloud",
        purpose:
          "Counts users, groups and contacts on the borders of distinguished names, compares displayName, mail, userPrincipalName and proxyAddresses with Active Directory, and compares "
          + "managers and members one by one, since totals can match while these are wrong.",
        actor: .entraAdministrator, place: .managementHost, minutes: 5...60, needs: [wave.id("verify.collect", domain)],
        action: .run(Script(.verifyObjects, for: .waveInDomain(wave.index, domain), at: "\(folder)/20-verify-objects.ps1")),
        undo: .nothing("it only reads"),
        expected: "No missing object, no differing attribute, the same references.",
        goNoGo:
          "Stop at missing objects or references. What could not be verified has not passed. Once every difference was looked at and is explained: -AcceptAttributeDifference, "
          + "-AcceptMemberDifference, -AcceptNotVerified; the result says so."
          + (wave.plan.hasGraph
            ? ""
            : " Whether this cloud answers the queries that count is unverified; where it refuses one, compare by hand in the portal."),
        citations: [.graphUser, .wizardBlog], keyPaths: wave.keyPaths, changesState: false, isForward: false),
    ] + (wave.plan.hasGraph ? [cloud(wave, domain)] : []) + [
      Step(
        id: wave.id("verify.new-object", domain), title: "Create one user in the unit and see which engine brings it",
        purpose: "A new object in a migrated unit has to appear in the provisioning log of Cloud Sync, not in Connect.",
        actor: .directoryAdministrator, place: .managementHost,
        minutes: 10...40, needs: [wave.id(wave.plan.hasGraph ? "verify.cloud" : "verify.objects", domain)],
        action: .manual([
          "Create a user in one of the wave's units in \(domain).", "Wait for two cycles (10 to 20 minutes each).",
          "Find the user in the provisioning log of the configuration '\(domain)', and not among Connect's exports.",
          "Write the outcome into the change record, then disable the user.",
        ]),
        undo: .manual("Delete the test user in Active Directory once the wave is signed off."),
        expected: "Created by Cloud Sync.", goNoGo: "Stop when Connect brought it, or nobody did.",
        citations: [.migration, .cloudSyncFAQ], keyPaths: wave.keyPaths, changesState: true, isForward: true)
    ]
  }
}
