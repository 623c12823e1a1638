import Diagnostics

/// What the input left open and an export answered.
enum AnsweredFromExportRule {
  static let code = FindingCode(
    "answered-from-export",
    limit:
      "What the input leaves open is taken from the configuration export of the active server; what the input states stands. An export shows "
      + "the day on which it was made.",
    citations: [.ruleExport])

  static let rule = SiteRule(code) { site in
    site.answers.map { answer in
      Finding(
        code, .information, fact: "The export answers: \(answer.text).",
        remedy: "Export again before the first wave, or write the answer into the input to fix it.", at: answer.place,
        keyPath: answer.keyPath)
    }
  }
}
