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

  /// The same with what stands in the place of units, once that is known. What the units alone exceed was reported before.
  static func checkExpansions(_ environment: Environment, into diagnostics: inout DiagnosticList) {
    guard !environment.expansions.isEmpty else { return }
    let scoped = environment.waves.flatMap(environment.scopedUnits)
    for domain in environment.domains.map(\.domain) {
      let written = environment.units(in: domain).count
      let wanted = foldedASCII(domain.name.value)
      let units = scoped.filter { foldedASCII($0.name.value.domainName) == wanted }
      for (code, limit, says) in [
        (tooMany, Limit.unitsPerConfigurationAtMost.value, "is the most"),
        (many, Limit.unitsPerConfiguration.value, "are tested"),
      ] where units.count > limit {
        guard written <= limit, let place = units.last(where: { $0.expandedFrom != nil })?.name else { break }
        diagnostics.report(
          code,
          "the domain '\(domain.name.value)' has \(units.count) units in all waves together, with those that stand in the place of expanded units; \(limit) \(says)",
          at: place.range, hint: "let Connect Sync exclude fewer containers below the units, or move what it excludes out of them"
        )
        break
      }
    }
  }
}
