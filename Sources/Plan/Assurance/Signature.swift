/// A line that somebody signs: what, who, and before what.
package struct Signature: Sendable {
  package let subject: String
  package let actor: Actor
  package let before: String
  /// Whom the input names for the role; nil when nobody is named.
  package let owner: String?

  /// All lines of a migration, in the order in which they are signed.
  package static func lines(of plan: MigrationPlan) -> [Signature] {
    let environment = plan.environment
    func line(_ subject: String, _ actor: Actor, before: String) -> Signature {
      Signature(subject: subject, actor: actor, before: before, owner: plan.owner(of: actor))
    }
    let start = [
      line("This kit, by the SHA-256 of its manifest.json", .approver, before: "anything that changes state"),
      line("Conditions and open questions of the readiness report", .approver, before: "the first wave"),
      line(
        "The backup of the Connect Sync configuration is complete and stored away", .connectAdministrator,
        before: "the first wave"),
    ]
    let end =
      switch environment.goal.value {
      case .full:
        [
          line("Cutover: Connect Sync goes into staging mode", .approver, before: "the cutover"),
          line("Decommission: Connect Sync is uninstalled", .approver, before: "the end of the soak"),
        ]
      case .partial: [line("Both engines stay: the weekly checks are assigned", .approver, before: "the end of the project")]
      }
    return start + environment.waves.indices.flatMap { lines(ofWave: $0, plan) } + end
  }

  /// The lines of one wave.
  package static func lines(ofWave index: Int, _ plan: MigrationPlan) -> [Signature] {
    let name = plan.environment.waves[index].name.value
    func line(_ subject: String, _ actor: Actor, before: String) -> Signature {
      Signature(subject: "Wave \(name): \(subject)", actor: actor, before: before, owner: plan.owner(of: actor))
    }
    return [
      line("rules proven and no unexpected pending exports, on every server", .connectAdministrator, before: "the start"),
      line("scope read back and equal to the kit", .entraAdministrator, before: "the start"),
      line("objects and references verified", .directoryAdministrator, before: "Connect Sync runs again"),
      line("accepted", .approver, before: "the next wave"),
    ]
  }
}
