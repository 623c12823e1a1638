/// An assessment for programs: one object on one line, its members always all there and in one order.
struct AssessmentJSON {
  let assessment: Assessment

  var text: String {
    JSONLine.object([
      ("format", "1"),
      ("environment", JSONLine.text(assessment.environment)),
      ("verdict", JSONLine.text(assessment.verdict)),
      ("complete", assessment.isPartial ? "false" : "true"),
      ("findings", list(assessment.rows.map(row))),
      (
        "wizard",
        JSONLine.object([
          ("takesTheEstate", JSONLine.text(assessment.wizard)), ("gates", list(assessment.gates.map(gate))),
        ])
      ),
    ]) + "\n"
  }

  private func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

  private func row(_ row: Assessment.Row) -> String {
    JSONLine.object([
      ("code", JSONLine.text(row.code)), ("severity", JSONLine.text(row.severity.rawValue)),
      ("waived", row.isWaived ? "true" : "false"), ("fact", JSONLine.text(row.fact)), ("place", JSONLine.text(row.place)),
      ("keyPath", JSONLine.text(row.keyPath)), ("limit", JSONLine.text(row.limit)), ("remedy", JSONLine.text(row.remedy)),
      ("source", JSONLine.text(row.source)),
    ])
  }

  private func gate(_ gate: Assessment.Gate) -> String {
    JSONLine.object([
      ("name", JSONLine.text(gate.name)), ("boundary", JSONLine.text(gate.boundary)), ("value", JSONLine.text(gate.value)),
      ("state", JSONLine.text(gate.state)),
    ])
  }
}
