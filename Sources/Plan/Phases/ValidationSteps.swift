import Vocabulary

/// The validation of the whole estate, once all waves are through: by a script as far as one can, then row by row of Microsoft's table.
enum ValidationSteps {
  static func steps(_ context: PlanContext, _ folder: String, after phases: [Phase]) -> [Step] {
    let lastChecks = context.environment.waves.indices.map { StepID.wave(context.waveName($0), "connect.after-cycle") }
    let check = Step(
      id: "validation.check-estate", title: "Check the whole estate",
      purpose:
        "Over all domains and all waves: whether the result of every verification is there and of this kit, whether the cloud has exactly the users, groups and contacts that Active Directory has in the "
        + "units, beside what each wave collected, and which synchronized objects no unit holds, so that only Connect Sync writes them.",
      actor: .entraAdministrator, place: .managementHost, minutes: 10...120, needs: lastChecks + results(of: phases),
      action: .run(Script(.checkEstate, for: .estate, at: "\(folder)/10-check-estate.ps1")),
      undo: .nothing("it only reads"),
      expected: context.environment.goal.value == .full
        ? "Every result there, the same objects on both sides, nothing left that only Connect Sync writes."
        : "Every result there, and the same objects on both sides.",
      goNoGo:
        "Stop at a missing result, a missing or stray object, and at objects that are in no unit. What is meant to stand still after the cutover, once looked at: -AcceptLeft. What cannot be compared, once "
        + "looked at: -AcceptNotVerified; the result says so.",
      citations: [.migration, .graphUser, .inference], keyPaths: ["waves", "stays-on-connect"], changesState: false,
      isForward: false)
    let table = Step(
      id: "validation.estate", title: "Validate the estate row by row",
      purpose:
        "Covers user attributes, group memberships, password hash synchronization, writeback, provisioning logs and agent health, for every domain, with the scripts of the last wave that changed it.",
      actor: .entraAdministrator, place: .managementHost, minutes: 60...480, needs: [check.id],
      action: .manual(["Follow \(folder)/validation.md row by row; every row names its script and its result file."]),
      undo: .nothing("it only reads"),
      expected: "Every row passed. A row that is not verified has not passed.", goNoGo: "Stop at a row that failed.",
      citations: [.migration, .graphHowTo], keyPaths: ["waves"], changesState: false,
      isForward: false)
    return [check, table]
  }

  /// The steps whose results have to be there: all verifications of all waves, and of every server and domain the last look at its rules and its scope, which
  /// hold the whole estate then.
  private static func results(of phases: [Phase]) -> [String] {
    var found: [String] = []
    var covered: Set<[UInt8]> = []
    for phase in phases.reversed() where phase.wave != nil {
      for step in phase.steps.reversed() {
        guard let script = step.script else { continue }
        if isVerification(step, in: phase) {
          found.append(step.id)
        } else if script.kind == .verifyRules || script.kind == .checkScope {
          let name = script.subject.server ?? script.subject.domain ?? ""
          if covered.insert(Array("\(script.kind.rawValue) \(name)".utf8)).inserted { found.append(step.id) }
        }
      }
    }
    return found.reversed()
  }

  private static func isVerification(_ step: Step, in phase: Phase) -> Bool {
    !step.changesState && step.id.utf8.starts(with: "\(phase.id).verify.".utf8)
  }
}
