import Vocabulary

/// What the cloud holds of a wave's objects before its first change, and the comparison with it once Cloud Sync has taken them. An object that loses its
/// match is deleted and created anew, with another identifier and without licences and cloud groups; nothing but a record from before shows that.
enum WaveBaselineSteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    wave.plan.hasGraph
      ? wave.cloudDomains.map { record(wave, $0.domain) } : wave.revision.changedDomains.map { byHand(wave, $0.domain) }
  }

  static func comparisons(_ wave: WaveContext) -> [Step] {
    wave.plan.hasGraph
      ? wave.cloudDomains.map { compare(wave, $0.domain) } : wave.revision.changedDomains.map { compareByHand(wave, $0.domain) }
  }

  private static func record(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: StepID.baseline(wave: wave.name, domain: domain), title: "Record what the cloud holds of \(domain) before the wave",
      purpose:
        "Writes down, for the users of the units, the groups of the domain and the contacts: identifier, source anchor, licences, memberships in groups that are not synchronized, "
        + "userPrincipalName and whether the account is enabled. After the wave each is compared. It is not recorded anew once there, and not at all once the wave has begun.",
      actor: .entraAdministrator, place: .graphHost, minutes: 2...120,
      needs: [StepID.graph(domain, "preflight")] + wave.signedBefore,
      action: .run(
        Script(
          .recordCloud, for: .waveInDomain(wave.index, domain),
          at: "\(wave.layout.baseline(wave.index, domain))/10-record-cloud.sh")),
      undo: .nothing("it only reads"),
      expected: "A baseline in the run folder that holds every user of the units that the cloud has.",
      goNoGo:
        "Stop without a baseline: the start gate asks for it, and it cannot be made up for afterwards. Units without any user in the cloud: --no-users with the domain's name. A baseline that is "
        + "out of date before the wave has begun: --renew with the wave's name.",
      citations: [.wizardBlog, .graphUser, .graphMemberOf, .graphBatch], keyPaths: wave.keyPaths, changesState: false,
      isForward: false)
  }

  private static func compare(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: wave.id("verify.baseline", domain), title: "Compare the cloud's objects of \(domain) with the baseline",
      purpose:
        "Every object of the baseline has to be there with the same identifier and source anchor, with its licences and its memberships in cloud groups. A new identifier means that the match "
        + "was lost: the object was deleted and created anew, which is the worst that can happen.",
      actor: .entraAdministrator, place: .graphHost, minutes: 2...120,
      needs: [StepID.baseline(wave: wave.name, domain: domain), wave.id("start.watch", domain)],
      action: .run(
        Script(
          .compareCloud, for: .waveInDomain(wave.index, domain),
          at: "\(wave.layout.verify(wave.index, domain))/50-compare-cloud.sh")),
      undo: .nothing("it only reads"), expected: "Nothing lost.",
      goNoGo:
        "Stop at the first loss (exit code 9): pause the jobs and take the wave back before anything else; a deleted user can be restored for 30 days, a security group cannot. Losses that are "
        + "explained, such as a user who left: --accepted with a file that the approver has seen, one line each.",
      citations: [.wizardBlog, .restore, .hardMatch], keyPaths: wave.keyPaths, changesState: false, isForward: false)
  }

  /// Where Graph files are withheld, people keep the record; what belongs into it is the same.
  private static func byHand(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: wave.id("baseline.portal", domain), title: "Record what the cloud holds of \(domain) before the wave, in the portal",
      purpose:
        "No Graph scripts are written for this cloud. An object that loses its match is deleted and created anew, without its licences and cloud groups; only a record from before shows it.",
      actor: .entraAdministrator, place: .portal, minutes: 20...120, needs: wave.signedBefore,
      action: .manual([
        "Download the list of users, with object ID, user principal name, immutable ID and account state. Keep those of the units of \(domain).",
        "Download the list of groups, with object ID and on-premises account name.",
        "For these users write down licences, and memberships in groups that are not synchronized; for many users, those of the test objects and a sample.",
        "Put the lists into evidence/\(domain) of the run folder, with the date.",
      ]),
      undo: .nothing("it only reads"), expected: "A record from before the wave's first change.",
      goNoGo: "Stop without it; it cannot be made up for afterwards.", citations: [.wizardBlog, .inference],
      keyPaths: wave.keyPaths,
      changesState: false, isForward: false)
  }

  private static func compareByHand(_ wave: WaveContext, _ domain: String) -> Step {
    Step(
      id: wave.id("verify.portal", domain), title: "Compare the cloud's objects of \(domain) with the record, in the portal",
      purpose: "The same lists again, compared by object ID: a new one means that the object was deleted and created anew.",
      actor: .entraAdministrator, place: .portal, minutes: 20...120,
      needs: [wave.id("baseline.portal", domain), wave.id("scope.portal", domain)],
      action: .manual([
        "Download the same lists once the initial cycle is over.",
        "Every object ID of the record is there, with the same immutable ID, licences and cloud groups.",
      ]),
      undo: .nothing("it only reads"), expected: "Nothing lost.",
      goNoGo: "Stop at the first loss: disable the configuration and take the wave back.",
      citations: [.wizardBlog, .restore, .inference],
      keyPaths: wave.keyPaths, changesState: false, isForward: false)
  }
}
