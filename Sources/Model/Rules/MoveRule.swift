import Diagnostics
import Vocabulary

/// Users that are moved into a wave's first unit come from elsewhere in the same domain.
enum MoveRule {
  static let alreadyInside = DiagnosticCode(
    "move-already-inside", .error,
    "The user is already inside the wave's first unit. A move would do nothing, or flatten the units below it.")
  static let acrossDomains = DiagnosticCode(
    "move-across-domains", .error,
    "The kit moves users within a domain. A move to another domain changes the security identifier and needs a migration tool of its own."
  )

  package static let intoExpanded = DiagnosticCode(
    "move-into-expanded-unit", .error,
    "Users are moved directly into the wave's first unit. Where Connect Sync leaves a part of that unit out, the containers below it go over one by one, and nobody would synchronize what lies directly in it."
  )

  /// Once it is known which units are expanded.
  static func checkExpansions(_ environment: Environment, into diagnostics: inout DiagnosticList) {
    for wave in environment.waves {
      guard let move = wave.moves.first, let target = wave.units.first, environment.expansion(of: target.value)?.expanded != nil
      else { continue }
      diagnostics.report(
        intoExpanded,
        "the first unit of wave '\(wave.name.value)' goes over as the containers below it, and users are moved into it",
        at: move.range, hint: "name a unit first that goes over whole, or move the users by hand beforehand",
        notes: [.init("the unit", at: target.range)])
    }
  }

  static let rule = EnvironmentRule([alreadyInside, acrossDomains]) { context, diagnostics in
    for wave in context.environment.waves where context.isComplete("waves[\(wave.name.value)].units") {
      guard let target = wave.units.first, context.environment.domain(of: target.value) != nil else { continue }
      for user in wave.moves {
        if user.value.isInside(target.value) {
          diagnostics.report(
            alreadyInside, "\(MessageText.quote(user.value.text)) is already inside the unit that users are moved to",
            at: user.range,
            hint: "delete it here; name it in 'test-objects' if it is to be looked at",
            notes: [.init("the unit", at: target.range)])
        } else if !isSameName(user.value.domainName, target.value.domainName) {
          diagnostics.report(
            acrossDomains, "\(MessageText.quote(user.value.text)) is not in the domain of the unit that users are moved to",
            at: user.range, hint: "choose users of the domain \(MessageText.quote(target.value.domainName))",
            notes: [.init("the unit", at: target.range)])
        }
      }
    }
  }
}
