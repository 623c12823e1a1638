import Vocabulary

/// Prove that the objects of the wave arrived and that nothing was lost: objects first, then references, then password hashes and writeback.
enum WaveVerifySteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    wave.cloudDomains.flatMap { scope in steps(wave, scope.domain) }
  }

  private static func steps(_ wave: WaveContext, _ domain: String) -> [Step] {
    let folder = wave.layout.verify(wave.index, domain)
    return [
      Step(
        id: wave.id("verify.collect", domain), title: "Collect the evidence of \(domain) from Active Directory",
        purpose:
          "Writes what Active Directory says about the objects of the units: identifiers, anchors, display name, mail, user principal name, proxy addresses, manager and member counts.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 2...60, needs: [wave.id("start.watch", domain)],
        action: .run(Script(.collectObjects, for: .waveInDomain(wave.index, domain), at: "\(folder)/10-collect-objects.ps1")),
        undo: .nothing("it only reads"),
        expected: "A file of evidence in the run folder that holds every object of the units.",
        goNoGo: "Stop when the file is empty.", citations: [.wizardBlog], keyPaths: wave.keyPaths,
        changesState: false, isForward: false),
      Step(
        id: wave.id("verify.objects", domain), title: "Compare the objects of \(domain) with the cloud",
        purpose:
          "Counts users, groups and contacts on the borders of distinguished names, compares displayName, mail, userPrincipalName and proxyAddresses with Active Directory, and counts "
          + "references separately, since totals can match while managers and memberships are wrong.",
        actor: .entraAdministrator, place: .managementHost, minutes: 5...60, needs: [wave.id("verify.collect", domain)],
        action: .run(Script(.verifyObjects, for: .waveInDomain(wave.index, domain), at: "\(folder)/20-verify-objects.ps1")),
        undo: .nothing("it only reads"),
        expected: "No missing object, no differing attribute, the same references.",
        goNoGo: "Stop at missing objects or references. What could not be verified has not passed.",
        citations: [.graphUser, .wizardBlog], keyPaths: wave.keyPaths, changesState: false, isForward: false),
      Step(
        id: wave.id("verify.cloud", domain), title: "Read logs, quarantine and job states of \(domain)",
        purpose:
          "Groups the failures of the provisioning log by error code, reads the state of every job and counts what the log says this configuration wrote.",
        actor: .entraAdministrator,
        place: .graphHost, minutes: 5...30, needs: [wave.id("start.watch", domain)],
        action: .run(Script(.verifyCloud, for: .waveInDomain(wave.index, domain), at: "\(folder)/30-verify-cloud.sh")),
        undo: .nothing("it only reads"),
        expected: "No lasting failure, no quarantine.",
        goNoGo: "Stop at quarantine or at failures that stay after a second cycle. An empty log is not a pass.",
        citations: [.graphHowTo, .cloudSyncFAQ], keyPaths: wave.keyPaths, changesState: false, isForward: false),
      Step(
        id: wave.id("verify.new-object", domain), title: "Create one user in the unit and see which engine brings it",
        purpose: "A new object in a migrated unit has to appear in the provisioning log of Cloud Sync, not in Connect.",
        actor: .directoryAdministrator, place: .managementHost,
        minutes: 10...40, needs: [wave.id("verify.cloud", domain)],
        action: .manual([
          "Create a user in one of the wave's units in \(domain).", "Wait for two cycles (10 to 20 minutes each).",
          "Find the user in the provisioning log of the configuration '\(domain)', and not among Connect's exports.",
          "Write the outcome into the change record, then disable the user.",
        ]),
        undo: .manual("Delete the test user in Active Directory once the wave is signed off."),
        expected: "Created by Cloud Sync.", goNoGo: "Stop when Connect brought it, or nobody did.",
        citations: [.migration, .cloudSyncFAQ], keyPaths: wave.keyPaths, changesState: true, isForward: true),
    ]
  }
}
