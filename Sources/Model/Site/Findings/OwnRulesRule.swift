import ConnectExport
import Diagnostics
import Vocabulary

/// Our own rules that are installed already.
enum OwnRulesRule {
  static let code = FindingCode(
    "own-rules-installed",
    limit:
      "Rules of this kit are told by their identifiers, and their scope says of which wave they are. Every server has the same ones, or a failover "
      + "exports migrated objects again.",
    citations: [.staging, .inference])

  static let rule = SiteRule.onEachServer(code) { site, server in
    let own = RuleSorting(server.export, site.environment).own
    guard let first = own.first else { return [] }
    let disabled = own.filter(\.isDisabled)
    let revision = revision(own, server, site.environment)
    let stray = revision == nil || !disabled.isEmpty
    let state = disabled.isEmpty ? "" : ", \(disabled.count) of them disabled"
    let wave =
      revision.map { "of revision \($0), wave '\(site.environment.waves[$0 - 1].name.value)'" }
      ?? "with a scope that fits no revision of this input"
    return [
      server.finding(
        code, stray ? .partial : .information, "\(own.count) rules of this kit are installed, \(wave)\(state)",
        remedy: stray
          ? "Compare them with the kit by the rule verification before anything else."
          : "The next wave widens their scope; nothing to do here.",
        at: first.name.place)
    ]
  }

  /// The wave up to which the inbound rules mark units, the same in all of them; nil when no wave fits.
  private static func revision(_ own: [ExportRule], _ server: SiteExports.Server, _ environment: Environment) -> Int? {
    let inbound = own.filter { $0.direction == .inbound }
    guard !inbound.isEmpty else { return nil }
    return environment.waves.indices.map { $0 + 1 }.first { revision in
      environment.forests.allSatisfy { forest in
        let units = environment.waves.prefix(revision).flatMap(environment.scopedUnits).map(\.name.value)
          .filter { unit in forest.domains.contains { isSameName($0.name.value, unit.domainName) } }
        let ids = ObjectType.allCases.map {
          RuleIdentity.inbound(
            tenant: environment.tenant.id.value, connector: forest.connector.name.value, type: $0)
        }
        let rules = inbound.filter { ids.contains($0.id) }
        guard !units.isEmpty else { return rules.isEmpty }
        return !rules.isEmpty
          && rules.allSatisfy { Set($0.scope.flatMap(\.self).map { foldedASCII($0.value.text) }) == values(units, environment) }
      }
    }
  }

  private static func values(_ units: [DistinguishedName], _ environment: Environment) -> Set<[UInt8]> {
    switch environment.kit.scopeOperator.value {
    case .endsWith: Set(units.map { foldedASCII($0.text) })
    case .contains: Set(units.map { foldedASCII(DistinguishedName(components: [$0.components[0]]).text) })
    }
  }
}
