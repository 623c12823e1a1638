import Vocabulary

/// The units themselves: count them, and where the input wants it create them and move test users in.
enum WaveUnitSteps {
  static func steps(_ wave: WaveContext) -> [Step] {
    let folder = wave.layout.unit(wave.index)
    let input = wave.plan.environment.waves[wave.index]
    var steps: [Step] = []
    if input.createsUnits.value {
      steps.append(
        Step(
          id: wave.id("unit.create"), title: "Create the units that are missing",
          purpose:
            "Creates the units of this wave that do not exist yet, protected from accidental deletion. A unit that exists is left as it is.",
          actor: .directoryAdministrator,
          place: .managementHost, minutes: 1...5,
          action: .run(Script(.createUnit, for: .wave(wave.index), at: "\(folder)/10-create-unit.ps1")),
          undo: .manual(
            "Remove the units that the result file lists as created, while they are empty: lift the protection, then delete."),
          expected: "Every unit of the wave exists.",
          goNoGo: "Stop when a unit would have to be created outside the scope of Connect Sync.", citations: [.tutorial],
          keyPaths: wave.keyPaths, changesState: true, isForward: true))
    }
    if !input.moves.isEmpty {
      steps.append(
        Step(
          id: wave.id("unit.move"), title: "Move the test users into the unit",
          purpose:
            "Moves the named users into the first unit of the wave. The unit has to be in the scope of Connect Sync, and Connect has to complete one cycle after the move and "
            + "before the rules change: it must see the move, or it sees a deletion.",
          actor: .directoryAdministrator, place: .managementHost, minutes: 1...45,
          // The check of the active server says whether every unit of the kit is in the scope of Connect Sync.
          needs: (input.createsUnits.value ? [wave.id("unit.create")] : []) + wave.baselines
            + [StepID.assess("check-connect-server.\(wave.plan.activeServer)")],
          action: .run(Script(.moveTestUsers, for: .wave(wave.index), at: "\(folder)/20-move-test-users.ps1")),
          undo: .manual(
            "While no job of the domain has run, move the users back to the places that the run folder's state file lists, then wait for one Connect cycle."
          ),
          expected: "The users are in the unit, and one Connect cycle has completed since.",
          goNoGo:
            "Stop once any job of the domain has run: a move between an engine's units then deletes and creates the user anew.",
          citations: [.migration, .cloudSyncFAQ],
          keyPaths: ["waves[\(wave.name)].move-users"], changesState: true, isForward: true))
    }
    steps.append(
      Step(
        id: wave.id("unit.count"), title: "Count what goes over",
        purpose:
          "Counts the objects of each unit of the revision by class, and compares each distinguished name with the one that Active Directory returns, by case too: "
          + "a scope that matches nothing looks like success. Of a class that is not handed over not one object may lie in a unit.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 1...10,
        needs: (input.createsUnits.value ? [wave.id("unit.create")] : []) + (input.moves.isEmpty ? [] : [wave.id("unit.move")]),
        action: .run(Script(.countUnit, for: .wave(wave.index), at: "\(folder)/30-count-unit.ps1")),
        undo: .nothing("it only reads"),
        expected: "Every unit exists, is spelled as in the kit and is not empty.",
        goNoGo: "Stop when a unit is missing, empty or spelled otherwise, or holds objects of a class that is not handed over.",
        citations: [.tutorial, .inference],
        keyPaths: wave.keyPaths, changesState: false, isForward: false))
    return steps
  }
}
