import Model
import Vocabulary

/// Start the jobs of each changed domain, behind the gate.
enum WaveStartSteps {
  static func steps(_ wave: WaveContext) -> [Step] { wave.cloudDomains.flatMap { DomainStart(wave: wave, scope: $0).steps } }
}

/// The start of one domain in one wave.
private struct DomainStart {
  let wave: WaveContext
  let scope: ScopeRevision.DomainScope

  private var domain: String { scope.domain }
  private var folder: String { wave.layout.start(wave.index, domain) }
  private var settings: CloudSyncSettings { wave.plan.domain(domain).cloudSync }

  var steps: [Step] {
    var steps = WaveSiblingSteps.steps(wave, scope, needs: [wave.id("scope.check", domain)]) + [gate]
    let hasTestObjects = wave.plan.environment.waves[wave.index].testObjects.contains {
      isSameName($0.name.value.domainName, domain)
    }
    if hasTestObjects { steps.append(testObjects) }
    steps += [provisioning(needs: hasTestObjects ? "start.test-objects" : "start.gate"), watch]
    if settings.passwordHashSync.value { steps.append(passwordHashSync) }
    if settings.deviceSync.isWanted.value, settings.deviceSync.previewIsAcknowledged.value { steps.append(deviceSync) }
    if settings.exchangeHybridWriteback.value { steps.append(exchangeWriteback) }
    return steps
  }

  private func step(
    _ id: String, _ title: String, _ purpose: String, _ kind: ScriptKind, _ file: String, minutes: ClosedRange<Int>,
    needs: [String], expected: String, goNoGo: String,
    undo: Step.Undo? = nil, citations: [Citation], changes: Bool = true
  ) -> Step {
    Step(
      id: wave.id(id, domain), title: title, purpose: purpose, actor: .entraAdministrator, place: .graphHost, minutes: minutes,
      needs: needs,
      action: .run(Script(kind, for: .waveInDomain(wave.index, domain), at: "\(folder)/\(file)")),
      undo: undo ?? .run(wave.rollbackScripts), expected: expected, goNoGo: goNoGo,
      citations: citations, keyPaths: wave.keyPaths + ["forests[].domains[\(domain)].cloud-sync"], changesState: changes,
      isForward: changes)
  }

  private var gate: Step {
    step(
      "start.gate", "Gate: may \(domain) be started?",
      "Reads scope, settings and jobs back and compares them with the kit, and asks for the results of the rule verification, the proof and the pending-export check of every Connect server: "
        + "passed, of this very kit and this revision.",
      .checkGate, "10-check-gate.sh", minutes: 1...5,
      needs: [wave.id("scope.check", domain)]
        + StepID.gateResults(wave: wave.name, domain: scope, servers: wave.servers),
      expected: "Every point of the gate passed.", goNoGo: "Stop when a single point is missing. There is no way round the gate.",
      undo: .nothing("it only reads"),
      citations: [.migration, .inference], changes: false)
  }

  private var testObjects: Step {
    step(
      "start.test-objects", "Provision the test objects of \(domain) on demand",
      "Provisions each test object alone and reads the outcome. On-demand provisioning ignores the scope and writes for real, so only objects inside the units are taken.",
      .provisionTestObjects,
      "20-provision-test-objects.sh", minutes: 2...15, needs: [wave.id("start.gate", domain)],
      expected: "Success, or skipped because nothing would change, for every object.",
      goNoGo: "Stop at any other outcome.", citations: [.onDemand])
  }

  private func provisioning(needs: String) -> Step {
    step(
      "start.provisioning", "Start provisioning of \(domain)",
      "Asks the gate again and for the wave's name typed by the operator, then starts the provisioning job; after a scope change it restarts it so that the new units are read.",
      .startProvisioning,
      "30-start-provisioning.sh", minutes: 1...5, needs: [wave.id(needs, domain)], expected: "The job is active.",
      goNoGo: "Stop when the job is in quarantine.",
      citations: [.graphHowTo, .graphMetadata])
  }

  private var watch: Step {
    step(
      "start.watch", "Watch the initial cycle of \(domain)",
      "Shows progress until the job has reached its steady state, and says in words why a job is in quarantine.", .watchJobs,
      "40-watch-jobs.sh", minutes: 45...240, needs: [wave.id("start.provisioning", domain)],
      expected: "Steady state reached, no quarantine.",
      goNoGo: "Stop at quarantine. Held deletions are rolled back, never released unexplained.", undo: .nothing("it only reads"),
      citations: [.cloudSyncFAQ, .accidentalDeletes],
      changes: false)
  }

  private var passwordHashSync: Step {
    step(
      "start.password-hash-sync", "Start password hash synchronization of \(domain)",
      "Starts the second job once provisioning has reached its steady state. Errors for users that are not matched yet are normal in its first cycle. Whether Connect goes on sending hashes for "
        + "marked users is not documented: check it with one user (events 656 and 657).",
      .startPasswordHashSync, "50-start-password-hash-sync.sh", minutes: 5...30, needs: [wave.id("start.watch", domain)],
      expected: "The job is active, its last run succeeded.",
      goNoGo: "Go when a test user has changed the password on premises and signs in with it.",
      citations: [.graphHowTo, .cloudSyncFAQ])
  }

  private var deviceSync: Step {
    step(
      "start.device-sync", "Start device synchronization of \(domain) (preview)",
      "Starts the device job, a preview that the input acknowledges. Deleted devices are not created anew until the computer object changes.",
      .startDeviceSync, "60-start-device-sync.sh",
      minutes: 5...30, needs: [wave.id("start.watch", domain)], expected: "The job is active.",
      goNoGo: "Stop when the service connection point of the forest is missing.", citations: [.deviceSync])
  }

  private var exchangeWriteback: Step {
    step(
      "start.exchange-writeback", "Create and start Exchange hybrid writeback of \(domain)",
      "Creates the writeback job and starts it, only when discovery found mailNickname on user and Connect's own writeback of these attributes is off for this domain; otherwise two engines "
        + "write the same attributes.",
      .startExchangeWriteback, "70-start-exchange-writeback.sh", minutes: 5...30,
      needs: [wave.id("start.watch", domain), StepID.graph(domain, "discover-exchange")],
      expected: "The job is active.", goNoGo: "Stop while Connect's Exchange hybrid writeback is on or nobody knows.",
      citations: [.exchangeHybrid, .inference])
  }
}
