import Diagnostics
import Vocabulary

/// Containers below a unit that Connect Sync leaves out.
enum ExcludedBelowUnitRule {
  static let code = FindingCode(
    "excluded-container-below-unit",
    limit:
      "A scope of Cloud Sync takes everything below its unit; there is no exclusion (additive inclusion). Objects in a container "
      + "that Connect Sync excludes would be created in the cloud.",
    citations: [.migrationTool, .inference])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.flatMap { _, domain -> [Finding] in
      let excluded = domain.connectScope?.excluded ?? []
      return environment.units(in: domain).flatMap { unit in
        excluded.filter { $0.value.isInside(unit.value) && $0.value != unit.value }.map { container in
          code.finding(
            .blocker,
            fact:
              "Connect Sync excludes \(MessageText.quote(container.value.text)), and Cloud Sync would take it in with the unit "
              + "\(MessageText.quote(unit.value.text)).",
            remedy:
              "Name the units beside it instead of the one around it, move it, or sign off that its objects are created in the cloud.",
            at: container)
        }
      }
    }
  }
}
