import Vocabulary

/// Goal partial: both engines stay, each with its units. What to keep, and what to check every week.
enum SteadyStatePhase {
  static func phase(_ context: PlanContext, after phases: [Phase]) -> Phase {
    let folder = context.layout.steadyState
    let remaining = context.environment.staysOnConnect.map { "\($0.unit.value.text): \($0.reason.value)" }
    return Phase(
      id: "steady-state", title: "Steady state: both engines",
      summary: "Some units stay on Connect Sync. No cutover, no decommission; a week's routine instead.", folder: folder,
      steps: ValidationSteps.steps(context, folder, after: phases) + [
        Step(
          id: "steady-state.keep", title: "What stays as it is",
          purpose:
            "The rules stay on every Connect server, the migrated units stay in Connect's scope, and the scope of Cloud Sync stays. Taking a migrated unit, a group or a referenced object out of "
            + "Connect's scope drops references.",
          actor: .connectAdministrator, place: .desk, minutes: 15...30, needs: ["validation.estate"],
          action: .manual(
            ["These units stay on Connect Sync:"] + remaining + [
              "Keep every migrated unit in Connect's scope, and both sides of every reference.",
              "Do not move objects between a migrated unit and one that stays: that deletes and creates them anew.",
              "Do not rename units that either engine scopes.",
              "After every upgrade of Connect, verify the rules on every server.",
              "Every new Connect server needs the rules by hand before it becomes active.",
            ]),
          undo: .nothing("it is a list of what not to do"), expected: "The people who administer either engine know this list.",
          goNoGo: "Go when they have signed it.",
          citations: [.migration, .tutorial, .cloudSyncFAQ, .staging], keyPaths: ["stays-on-connect"], changesState: false,
          isForward: false),
        Step(
          id: "steady-state.weekly", title: "Every week",
          purpose:
            "The faults of a split estate are quiet: a rule lost after an upgrade, a unit renamed, a reference across the border.",
          actor: .entraAdministrator, place: .desk, minutes: 30...60, needs: ["steady-state.keep"],
          action: .manual(weekly(context)), undo: .nothing("it only reads"),
          expected: "All checks passed.",
          goNoGo: "A failed check is an incident: find the cause before the next cycle where you can.",
          citations: [.migration, .cloudSyncFAQ, .inference],
          keyPaths: ["waves", "stays-on-connect"], changesState: false, isForward: false),
      ])
  }

  /// The read-only scripts of the last wave, which carry the whole scope.
  private static func weekly(_ context: PlanContext) -> [String] {
    let last = context.revisions.count - 1
    let rules = context.servers.map { "Run \(context.layout.rules(last, $0))/20-verify-rules.ps1 on \($0)." }
    let domains = (context.hasGraph ? context.revisions[last].domains.map(\.domain) : []).flatMap { domain -> [String] in
      guard let wave = context.revisions.lastIndex(where: { $0.scope(ofDomain: domain)?.hasNewUnits == true }) else { return [] }
      return [
        "Run \(context.layout.scope(wave, domain))/30-check-scope.sh: the live scope of \(domain) equals the kit.",
        "Run \(context.layout.verify(wave, domain))/20-verify-objects.ps1 and 30-verify-cloud.sh: objects, references, quarantine.",
      ]
    }
    return rules + domains + [
      "Look for groups and managers whose two sides are with different engines, and count them.",
      "Look at the agents in the portal: all active.",
    ]
  }
}
