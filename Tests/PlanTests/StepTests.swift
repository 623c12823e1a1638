import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@Suite("Steps")
struct StepTests {
  static let estates = ["contoso", "fabrikam"]

  private func steps(_ plan: MigrationPlan) -> [Step] { plan.phases.flatMap(\.steps) + plan.rollbacks.flatMap(\.steps) }

  @Test(arguments: estates)
  func namesAreUniqueAndNeedsNameSteps(_ name: String) throws {
    let steps = try steps(SampleEstate.plan(SampleEstate.yaml(name)))
    let ids = steps.map(\.id)
    #expect(Set(ids).count == ids.count)
    for step in steps {
      for need in step.needs { #expect(ids.contains(need), "\(step.id) needs \(need), which is no step") }
    }
  }

  @Test(arguments: estates)
  func nothingIsNeededBeforeItsTurn(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    var done = Set<String>()
    for step in plan.phases.flatMap(\.steps) {
      for need in step.needs { #expect(done.contains(need), "\(step.id) comes before \(need)") }
      done.insert(step.id)
    }
  }

  /// A staging server that is stopped first turns the tenant's scheduler off, and the active one is then never started again.
  @Test(arguments: estates)
  func theActiveServerIsStoppedFirstOnEveryWay(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    let stops = steps(plan).filter { $0.script?.kind == .stopScheduler }
    #expect(!stops.isEmpty)
    let active = try #require(plan.environment.connect.activeServer?.name.value)
    for stop in stops where !stop.id.hasSuffix(".\(active)") {
      #expect(stop.needs.contains { $0.hasSuffix("stop.\(active)") }, "\(stop.id)")
    }
  }

  /// After the preview a start may follow, so that a pause from an earlier rollback must not let the next one through.
  @Test(arguments: estates)
  func aPreviewOutdatesThePausesOfItsWaysBack(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    let pauses = steps(plan).filter { $0.isWayBack && $0.script?.kind == .pauseJobs }
    #expect(!pauses.isEmpty)
    for step in steps(plan) where step.script?.kind == .checkPendingExports || step.script?.kind == .installRules {
      let wave = try #require(step.script?.subject.wave)
      // Of this wave and of those before it, and of the way back of the whole estate.
      let stale = Set(pauses.filter { ($0.script?.subject.wave ?? 0) <= wave || $0.id.hasPrefix("rollback.") }.map(\.id))
      let outdated = Set(plan.graph.outdated(by: step).map(\.id))
      if step.isWayBack {
        #expect(outdated.isDisjoint(with: pauses.map(\.id)), "\(step.id)")
      } else if step.script?.kind == .checkPendingExports {
        #expect(outdated == stale, "\(step.id)")
      } else {
        #expect(outdated.isSuperset(of: stale), "\(step.id)")
      }
    }
  }

  @Test(arguments: estates)
  func everyScriptHasAPathOfItsOwnAndEveryUndoNamesAScript(_ name: String) throws {
    let steps = try steps(SampleEstate.plan(SampleEstate.yaml(name)))
    let paths = steps.compactMap(\.script?.path)
    #expect(Set(paths.map { $0.lowercased() }).count == paths.count)
    #expect(paths.allSatisfy { $0.utf8.count <= 120 })
    for step in steps {
      if case .run(let undo) = step.undo {
        #expect(!undo.isEmpty)
        for path in undo { #expect(paths.contains(path), "\(step.id) is undone by \(path), which nobody makes") }
      }
    }
  }

  @Test(arguments: estates)
  func whatChangesStateCanBeUndone(_ name: String) throws {
    let harmless = ["it exports nothing", "discovery only refreshes the directory's description in the job's schema"]
    for step in try steps(SampleEstate.plan(SampleEstate.yaml(name))) where step.changesState {
      if case .nothing(let reason) = step.undo {
        #expect(harmless.contains(reason), "\(step.id) changes state and has no undo")
      }
    }
  }

  @Test(arguments: estates)
  func noJobIsStartedBeforeItsGateAndTheGateAsksEveryServer(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    let order = plan.phases.flatMap(\.steps)
    let starts = order.filter { step in
      [.startProvisioning, .startPasswordHashSync, .startDeviceSync, .startExchangeWriteback].contains(step.script?.kind)
    }
    #expect(!starts.isEmpty)
    for start in starts {
      guard case .waveInDomain(let wave, let domain)? = start.script?.subject else {
        Issue.record("\(start.id) is not of a wave")
        continue
      }
      let gate = StepID.wave(plan.environment.waves[wave].name.value, "start.gate", domain)
      let gateIndex = try #require(order.firstIndex { $0.id == gate })
      let startIndex = try #require(order.firstIndex { $0.id == start.id })
      #expect(gateIndex < startIndex)
      let asked = StepID.gateResults(
        wave: plan.environment.waves[wave].name.value, servers: plan.environment.connect.servers.map(\.name.value))
      #expect(asked.count == 3 * plan.environment.connect.servers.count)
      #expect(Set(asked).isSubset(of: order[gateIndex].needs))
      let baseline = StepID.baseline(wave: plan.environment.waves[wave].name.value, domain: domain)
      #expect(order[gateIndex].needs.contains(baseline))
    }
  }

  @Test(arguments: estates)
  func theCloudIsRecordedBeforeAWavesFirstChangeAndComparedBeforeConnectStarts(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    var recorded = 0
    for phase in plan.phases {
      guard let wave = phase.wave else { continue }
      let name = plan.environment.waves[wave].name.value
      let first = try #require(phase.steps.firstIndex { $0.changesState })
      let stops = phase.steps.filter { $0.script?.kind == .stopScheduler }
      let start = try #require(phase.steps.first { $0.script?.kind == .startScheduler })
      for domain in plan.revisions[wave].changedDomains.map(\.domain) {
        let baseline = try #require(phase.steps.firstIndex { $0.id == StepID.baseline(wave: name, domain: domain) })
        #expect(baseline < first)
        #expect(phase.steps[baseline].script?.kind == .recordCloud)
        #expect(!stops.isEmpty && stops.allSatisfy { $0.needs.contains(phase.steps[baseline].id) })
        let comparison = try #require(phase.steps.first { $0.id == StepID.wave(name, "verify.baseline", domain) })
        #expect(comparison.script?.kind == .compareCloud)
        #expect(comparison.needs.contains(phase.steps[baseline].id))
        #expect(start.needs.contains(comparison.id))
        for step in [phase.steps[baseline], comparison] { #expect(!step.changesState && !step.isForward) }
        recorded += 1
      }
    }
    #expect(recorded > 0)
  }

  @Test(arguments: estates)
  func everyComparisonThatTellsALostObjectStandsBeforeTheStartOfConnect(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    for phase in plan.phases {
      guard let wave = phase.wave else { continue }
      let start = try #require(phase.steps.first { $0.script?.kind == .startScheduler })
      let compared = phase.steps.filter { [.compareSamples, .verifyObjects, .compareCloud].contains($0.script?.kind) }
      #expect(compared.count >= 2 * plan.revisions[wave].changedDomains.count && !compared.isEmpty)
      for step in compared { #expect(start.needs.contains(step.id), "\(start.id) does not ask for \(step.id)") }
    }
  }

  @Test func whatRecordsTheCloudIsNotOutdatedByTheWaveItself() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let baselines = Set(steps(plan).filter { $0.script?.kind == .recordCloud }.map(\.id))
    #expect(baselines.count == 2)
    for step in steps(plan) { #expect(baselines.isDisjoint(with: plan.graph.outdated(by: step).map(\.id)), "\(step.id)") }
    let install = try #require(steps(plan).first { $0.id == "waves.pilot.rules.install.SYNC01" })
    #expect(plan.graph.outdated(by: install).map(\.id).contains("waves.pilot.verify.baseline.contoso.com"))
  }

  @Test func aScopedDomainIsPausedBeforeItsScopeGrows() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let order = plan.phases.flatMap(\.steps).map(\.id)
    #expect(!order.contains("waves.pilot.scope.pause.emea.fabrikam.com"))
    let pause = try #require(order.firstIndex(of: "waves.sales.scope.pause.emea.fabrikam.com"))
    let put = try #require(order.firstIndex(of: "waves.sales.scope.put.emea.fabrikam.com"))
    #expect(pause < put)
    #expect(
      !order.contains("waves.sales.scope.put.labs.fabrikam.net"), "a domain that the wave does not change gets no schema PUT")
  }

  @Test func aPartialGoalHasASteadyStateAndNoCutover() throws {
    let partial = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    #expect(partial.phases.last?.id == "steady-state")
    #expect(!partial.phases.contains { ["cutover", "decommission"].contains($0.id) })
    #expect(!partial.rollbacks.contains { ["R5", "R6"].contains($0.id) })
    let full = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    #expect(full.phases.suffix(2).map(\.id) == ["cutover", "decommission"])
    #expect(Set(full.rollbacks.map(\.id)) == ["R0", "R1", "R2", "R3", "R4", "R5", "R6"])
  }

  @Test func chinaHasNoGraphScriptsAndSaysSo() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso", replacing: [("cloud: global", "cloud: china")]))
    let steps = steps(plan)
    #expect(!steps.contains { $0.script.map { !$0.kind.isPowerShell } ?? false })
    #expect(steps.contains { $0.id == "waves.pilot.scope.portal.contoso.com" })
    // What asks Active Directory, Connect Sync or the users of the cloud is there all the same, and the scheduler waits for it.
    for what in ["collect.contoso.com", "samples.contoso.com", "objects.contoso.com", "password-events.SYNC01"] {
      #expect(steps.contains { $0.id == "waves.pilot.verify.\(what)" }, "\(what)")
    }
    let start = steps.first { $0.id == "waves.pilot.connect.start.SYNC01" }
    for what in ["samples", "objects"] {
      #expect(start?.needs.contains("waves.pilot.verify.\(what).contoso.com") == true, "\(what)")
    }
    let known = Set(steps.map(\.id))
    for step in steps { #expect(step.needs.allSatisfy(known.contains), "\(step.id) needs \(step.needs)") }
    let order = plan.phases.flatMap(\.steps)
    let record = try #require(order.firstIndex { $0.id == "waves.pilot.baseline.portal.contoso.com" })
    let first = try #require(order.firstIndex { $0.id.hasPrefix("waves.pilot.") && $0.changesState })
    #expect(record < first)
    let scheduler = try #require(order.first { $0.id == "waves.pilot.connect.start.SYNC01" })
    #expect(scheduler.needs.contains("waves.pilot.verify.portal.contoso.com"))
  }

  @Test func chinaLooksBesideExpandedUnitsBeforeTheScopeIsSet() throws {
    let plan = try SampleEstate.expandedPlan(cloud: "china")
    let portal = steps(plan).first { $0.id == "waves.staff.scope.portal.contoso.com" }
    #expect(portal?.needs.contains("waves.staff.start.siblings.contoso.com") == true)
    #expect(steps(plan).contains { $0.id == "waves.staff.start.siblings.contoso.com" && $0.script?.kind == .checkSiblings })
  }

  @Test func aBlockerWithholdsWhatGoesForwardAndNothingElse() throws {
    let code = FindingCode("some-blocker", limit: "", citations: [])
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    let finding = Finding(code, .blocker, fact: "", remedy: "", at: environment.name.range, keyPath: "environment")
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"), findings: [finding])
    for step in steps(plan) { #expect(plan.withholds(step) == (step.isForward && step.changesState), "\(step.id)") }
    #expect(plan.rollbacks.flatMap(\.steps).allSatisfy { !plan.withholds($0) })
    var waived = finding
    waived.waiver = Waiver(finding: environment.name, reason: environment.name, who: environment.name)
    #expect(try SampleEstate.plan(SampleEstate.yaml("contoso"), findings: [waived]).blockers.isEmpty)
  }
}

@Suite("Step graph")
struct StepGraphTests {
  @Test func changingTheRulesOutdatesWhatRestsOnThemOnThisServerAndTheStart() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("fabrikam"))
    let install = try #require(plan.phases.flatMap(\.steps).first { $0.id == "waves.pilot.rules.install.FAB-SYNC01" })
    let outdated = plan.graph.outdated(by: install).map(\.id)
    for id in [
      "waves.pilot.rules.verify.FAB-SYNC01", "waves.pilot.preview.pending-exports.FAB-SYNC01",
      "waves.pilot.start.gate.emea.fabrikam.com",
    ] {
      #expect(outdated.contains(id))
    }
    #expect(!outdated.contains("waves.pilot.rules.verify.FAB-SYNC02"))
    #expect(!outdated.contains(install.id))
    #expect(!outdated.contains { $0.hasPrefix("waves.sales") }, "a signed wave does not outdate the next one")
  }

  @Test func takingAWaveBackOutdatesWhatItDidOnTheServer() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let restore = try #require(plan.rollbacks.flatMap(\.steps).first { $0.id == "waves.pilot.rollback.restore-rules.SYNC01" })
    let outdated = plan.graph.outdated(by: restore).map(\.id)
    #expect(outdated.contains("waves.pilot.rules.verify.SYNC01"))
    #expect(outdated.contains("waves.pilot.start.gate.contoso.com"))
    #expect(outdated.contains("waves.pilot.rollback.full-synchronization.SYNC01"))
  }

  @Test func gatesAreTheScriptedStepsThatAStepNeedsInTheOrderOfWork() throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml("contoso"))
    let order = plan.phases.flatMap(\.steps).map(\.id)
    for step in plan.phases.flatMap(\.steps) where step.script != nil {
      let gates = plan.graph.gates(of: step).map(\.id)
      #expect(Set(gates).isSubset(of: step.needs))
      #expect(gates == gates.sorted { order.firstIndex(of: $0)! < order.firstIndex(of: $1)! })
    }
  }
}
