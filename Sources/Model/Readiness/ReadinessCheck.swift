import Diagnostics
import Vocabulary

/// What stands between an estate and Cloud Sync.
package enum ReadinessCheck {
  /// Every finding, worst first, then in the order of the rules: where a key stands in its mapping must not show in a kit. A waiver of the
  /// input stands in the finding that it signs off; what must never be waived has none.
  package static func run(_ environment: Environment) -> [Finding] {
    finish(ReadinessRules.findings(environment), environment)
  }

  /// The same with what the exports of the Connect servers and the inventory show.
  package static func run(_ site: Site) -> [Finding] {
    let shown = site.exports.servers.isEmpty ? [] : SiteRules.all.flatMap { $0.check(site) }
    let measured = site.inventory.isStated ? InventoryRules.all.flatMap { $0.check(site) } : []
    return finish(ReadinessRules.findings(site.environment) + shown + measured, site.environment)
  }

  private static func finish(_ findings: [Finding], _ environment: Environment) -> [Finding] {
    let waived = findings.map { finding in
      var finding = finding
      if finding.code.isWaivable, finding.canBeSignedOff {
        finding.waiver = environment.waivers.first { $0.finding.value.utf8.elementsEqual(finding.code.name.utf8) }
      }
      return finding
    }
    return waived.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.severity != b.severity { return a.severity < b.severity }
      return left.offset < right.offset
    }.map(\.element)
  }
}

extension Finding {
  /// A question is answered and not signed off; information asks for nothing.
  var canBeSignedOff: Bool { severity == .blocker || severity == .partial }
}

/// Every kind of finding, sorted by name.
package enum FindingCatalog {
  package static let all: [FindingCode] =
    (ReadinessRules.all.map(\.code) + SiteRules.all.map(\.code) + InventoryRules.all.map(\.code))
    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

  package static func code(named name: String) -> FindingCode? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
