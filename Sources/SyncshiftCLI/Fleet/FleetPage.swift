import Artifacts
import TemplateEngine

/// The summary of a run as a page that sorts its table where scripts run, and is read as it is where they do not.
enum FleetPage {
  private static let template = "Html/fleet.html"

  static func bytes(_ summary: FleetSummary) -> [UInt8] {
    do throws(TemplateErrors) {
      return try KitTemplates.library.compile(template, against: shape).render(value(summary))
    } catch {
      preconditionFailure("the built-in template \(template) does not compile: \(error.diagnostics.map(\.message))")
    }
  }

  private static func list(_ names: String...) -> TemplateShape {
    .list(.object(TemplateMembers(Dictionary(uniqueKeysWithValues: names.map { ($0, .text) }))))
  }

  private static let shape: TemplateShape = .object([
    "count": .text, "line": .text, "isStopped": .flag, "order": .text, "reasons": list("code", "count", "states"),
    "environments": list("environment", "outcome", "reasons", "source", "state"),
  ])

  private static func value(_ summary: FleetSummary) -> TemplateValue {
    .object([
      "count": .text("\(summary.results.count)"), "line": .text(summary.line), "isStopped": .flag(summary.isStopped),
      "order": .text(EnvironmentResult.State.inOrderOfGravity.map(\.rawValue).joined(separator: " ")),
      "reasons": .list(
        summary.reasons.map {
          .object(["code": .text($0.code), "count": .text("\($0.count)"), "states": .text($0.states)])
        }),
      "environments": .list(
        summary.results.map {
          .object([
            "environment": .text($0.environment), "outcome": .text($0.outcome),
            "reasons": .text($0.reasons.joined(separator: ", ")), "source": .text($0.source), "state": .text($0.state.rawValue),
          ])
        }),
    ])
  }
}
