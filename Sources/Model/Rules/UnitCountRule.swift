import Diagnostics
import Vocabulary

/// One configuration holds no more units than Cloud Sync takes, all waves together.
enum UnitCountRule {
  static let many = DiagnosticCode(
    "many-units", .warning,
    "Microsoft's current text names about 50 organizational units in one configuration as tested, and 4 MB of configuration text as the limit (MS-PRE25); an older text says 59 (MS-PRE23). All waves count together, since scope only grows. A unit counts once, whatever lies below it."
  )
  static let tooMany = DiagnosticCode(
    "too-many-units", .error,
    "59 organizational units in one configuration is the highest number that any of Microsoft's texts names (MS-PRE23); 60 is named as impossible. Name a common parent, which counts once, or keep some units on Connect Sync."
  )

  static let rule = EnvironmentRule([many, tooMany]) { context, diagnostics in
    let environment = context.environment
    for domain in environment.domains.map(\.domain) {
      let units = environment.units(in: domain)
      let most = Limit.unitsPerConfigurationAtMost.value
      let tested = Limit.unitsPerConfiguration.value
      if units.count > most {
        diagnostics.report(
          tooMany,
          "the domain \(MessageText.quote(domain.name.value)) has \(units.count) units in all waves together; \(most) is the most",
          at: units[most].range, hint: "name a common parent of several units, which counts once")
      } else if units.count > tested {
        diagnostics.report(
          many,
          "the domain \(MessageText.quote(domain.name.value)) has \(units.count) units in all waves together; \(tested) are tested",
          at: units[tested].range, hint: "name a common parent of several units, which counts once")
      }
    }
  }
}
