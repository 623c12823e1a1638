import Artifacts
import Model
import TemplateEngine

/// An assessment as a page: the same names in Markdown and HTML.
struct AssessmentPage {
  private let template: CompiledTemplate

  enum Form: String {
    case markdown = "Markdown/assessment.md"
    case html = "Html/assessment.html"
  }

  init(_ form: Form) throws(TemplateErrors) { template = try KitTemplates.library.compile(form.rawValue, against: Self.shape) }

  func text(_ assessment: Assessment) -> String { String(decoding: template.render(Self.value(assessment)), as: UTF8.self) }

  private static func object(_ names: [String]) -> TemplateShape {
    .object(TemplateMembers(Dictionary(uniqueKeysWithValues: names.map { ($0, .text) })))
  }

  private static let shape: TemplateShape = .object([
    "environment": .text, "verdict": .text, "summary": .text, "wizard": .text, "isPartial": .flag,
    "rows": .list(object(["code", "fact", "keyPath", "limit", "place", "remedy", "source", "title"])),
    "gates": .list(object(["boundary", "name", "state", "value"])),
    "numbers": .list(object(["domain", "name", "origin", "used"])),
  ])

  private static func value(_ assessment: Assessment) -> TemplateValue {
    .object([
      "environment": .text(assessment.environment), "verdict": .text(assessment.verdict), "summary": .text(assessment.summary),
      "wizard": .text(assessment.wizard), "isPartial": .flag(assessment.isPartial),
      "rows": .list(
        assessment.rows.map { row in
          .object([
            "code": .text(row.code), "fact": .text(row.fact), "keyPath": .text(row.keyPath), "limit": .text(row.limit),
            "place": .text(row.place), "remedy": .text(row.remedy), "source": .text(row.source), "title": .text(row.title),
          ])
        }),
      "numbers": .list(
        assessment.numbers.map { number in
          .object([
            "domain": .text(number.domain), "name": .text(number.name), "origin": .text(number.origin),
            "used": .text(String(number.used)),
          ])
        }),
      "gates": .list(
        assessment.gates.map { gate in
          .object([
            "boundary": .text(gate.boundary), "name": .text(gate.name), "state": .text(gate.state), "value": .text(gate.value),
          ])
        }),
    ])
  }
}
