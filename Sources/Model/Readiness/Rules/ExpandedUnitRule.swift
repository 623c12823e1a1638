import Diagnostics
import Vocabulary

/// Units that go over as the containers beside those that Connect Sync leaves out.
enum ExpandedUnitRule {
  static let code = FindingCode(
    "unit-expanded",
    limit:
      "Cloud Sync knows no exclusion, so the included containers take the place of a unit of which Connect Sync leaves a part out. Each counts as one "
      + "of the 50 units of a configuration. A container that is created beside them later is in Connect Sync's scope and in none of Cloud Sync's: the "
      + "scripts look for one before each start and in each verification.",
    citations: [.migrationTool, Limit.unitsPerConfiguration.citation, .inference])

  static let rule = ReadinessRule(code) { environment in
    environment.expansions.compactMap { expansion in
      guard let expanded = expansion.expanded else { return nil }
      return code.finding(
        .partial,
        fact:
          "Connect Sync leaves out \(names(expansion.leftOut)); the unit \(MessageText.quote(expansion.unit.value.text)) goes over as "
          + "\(expanded.units.count) container\(expanded.units.count == 1 ? "" : "s") below it: \(names(expanded.units)).",
        remedy:
          "Create, move and rename no container directly below \(names(expanded.parents.map(\.name))) until the cutover; if one must come, run the inventory script again, "
          + "generate the kit anew and repeat the wave's rules and scope.",
        at: expansion.unit)
    }
  }

  private static func names(_ containers: [DistinguishedName]) -> String {
    containers.prefix(8).map { MessageText.quote($0.text) }.joined(separator: ", ")
      + (containers.count > 8 ? " and \(containers.count - 8) more" : "")
  }
}
