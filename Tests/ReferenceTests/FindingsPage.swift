import Testing

@testable import Model

/// `Docs/Reference/findings.md`: everything that the readiness report can find, with the limit behind it.
@Suite struct FindingsPage {
  private static let codes: [FindingCode] = FindingCatalog.all

  @Test func thePageHoldsEveryFinding() throws {
    var text = """
      # Findings

      What the readiness report looks at. A finding is a *blocker* (files that go forward are left out until it is gone or waived), a *condition*, a *question* that
      nobody has answered yet, or good to know. `waivers` in the environment file names findings as they stand here; those marked "never" cannot be waived.

      | Finding | What holds | Waivable | Source |
      |---|---|---|---|

      """
    for code in Self.codes {
      let sources = code.citations.map { "\($0.key) (\($0.date))" }.joined(separator: ", ")
      text += "| `\(code.name)` | \(cell(code.limit)) | \(code.isWaivable ? "yes" : "never") | \(sources) |\n"
    }
    try CommittedPage(path: "Docs/Reference/findings.md", text: text).check()
  }

  @Test func aFindingHasANameOfItsOwnAndASource() {
    #expect(Self.codes.count == Set(Self.codes.map(\.name)).count)
    for code in Self.codes { #expect(!code.citations.isEmpty, "'\(code.name)' has no source") }
  }
}
