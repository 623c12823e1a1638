import JSON

/// An assessment for programs: one object on one line, its members always all there and in one order.
struct AssessmentJSON {
  let assessment: Assessment

  var text: String {
    JSONValue.object([
      ("format", .number(1)),
      ("environment", .text(assessment.environment)),
      ("verdict", .text(assessment.verdict)),
      ("complete", .boolean(!assessment.isPartial)),
      ("findings", .array(assessment.rows.map(row))),
      ("numbers", .array(assessment.numbers.map(number))),
      ("wizard", .object([("takesTheEstate", .text(assessment.wizard)), ("gates", .array(assessment.gates.map(gate)))])),
    ]).line + "\n"
  }

  private func row(_ row: Assessment.Row) -> JSONValue {
    .object([
      ("code", .text(row.code)), ("severity", .text(row.severity.rawValue)), ("waived", .boolean(row.isWaived)),
      ("fact", .text(row.fact)), ("place", .text(row.place)), ("keyPath", .text(row.keyPath)), ("limit", .text(row.limit)),
      ("remedy", .text(row.remedy)), ("source", .text(row.source)),
    ])
  }

  private func number(_ number: Assessment.Number) -> JSONValue {
    .object([
      ("domain", .text(number.domain)), ("name", .text(number.name)), ("used", .number(number.used)),
      ("origin", .text(number.origin)),
    ])
  }

  private func gate(_ gate: Assessment.Gate) -> JSONValue {
    .object([
      ("name", .text(gate.name)), ("boundary", .text(gate.boundary)), ("value", .text(gate.value)), ("state", .text(gate.state)),
    ])
  }
}
