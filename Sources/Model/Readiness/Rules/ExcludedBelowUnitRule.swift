import Diagnostics
import Vocabulary

/// Containers below a unit that Connect Sync leaves out, where the unit cannot be replaced by the containers beside them.
enum ExcludedBelowUnitRule {
  static let code = FindingCode(
    "excluded-container-below-unit",
    limit:
      "A scope of Cloud Sync takes everything below its unit; there is no exclusion (additive inclusion). Objects in a container "
      + "that Connect Sync excludes would be created in the cloud. With the tree of containers from the inventory, the containers beside the excluded one "
      + "take the unit's place; a waiver keeps the unit whole.",
    citations: [.migrationTool, .inference])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.flatMap { _, domain -> [Finding] in
      let scope = domain.connectScope ?? ConnectScope(included: [], excluded: [])
      return environment.units(in: domain).flatMap { unit -> [Finding] in
        let expansion = environment.expansion(of: unit.value)
        guard expansion?.expanded == nil, scope.includes(unit.value) else { return [] }
        return scope.excluded.filter {
          $0.value.isInside(unit.value) && $0.value != unit.value && !scope.includes($0.value)
        }.map { container in
          code.finding(
            .blocker,
            fact:
              "Connect Sync excludes \(MessageText.quote(container.value.text)), and Cloud Sync would take it in with the unit "
              + "\(MessageText.quote(unit.value.text)) and create its objects in the cloud\(reason(expansion)).",
            remedy: remedy(expansion), at: container)
        }
      }
    }
  }

  private static func reason(_ expansion: UnitExpansion?) -> String {
    guard case .impossible(let obstacle)? = expansion?.outcome else { return "" }
    return switch obstacle {
    case .noTree: "; the containers of the domain are not known, so nothing can take the unit's place"
    case .unknown(let name): "; the inventory does not hold \(MessageText.quote(name.text)), so nothing can take the unit's place"
    case .nothingLeft: "; nothing below the unit is included"
    case .signedOff: ""
    }
  }

  private static func remedy(_ expansion: UnitExpansion?) -> String {
    switch expansion?.outcome {
    case .impossible(.unknown):
      "Run the inventory script again and give its results at 'inventory', or correct 'connect-scope', so that both show the same containers."
    case .impossible(.nothingLeft):
      "Name the units that Connect Sync includes, or sign off that all objects of this one are created in the cloud."
    default:
      "Run the inventory script of the kit and give its results at 'inventory': the units beside it then take the place of the one around it. Or move it, or sign off that its objects are created in the cloud."
    }
  }
}
