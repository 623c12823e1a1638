import Diagnostics

/// Values that the attribute check found and the cloud does not take.
enum AttributeProblemsRule {
  static let code = FindingCode(
    "attribute-problems",
    limit:
      "Values that are double, too long or badly formed keep an object from being synchronized, in Cloud Sync as in Connect Sync. IdFix, which looked for them, "
      + "is no longer supported; the kit has a check of its own.",
    citations: [.idFix, .prerequisites2025])

  static let rule = SiteRule(code) { site in
    guard let check = site.inventory.attributes else {
      guard let stated = site.environment.inventory else { return [] }
      return [
        code.finding(
          .question, fact: "The inventory has no result of the attribute check.",
          remedy: "Run the attribute check of the kit, and put its result beside the others.", at: stated)
      ]
    }
    let occasion = check.checked.map { "at \($0)" } ?? "at an unknown time"
    return check.problems.filter { $0.count.value > 0 }.map { problem in
      site.finding(
        code, .partial, "The attribute check \(occasion) found \(problem.count.value) times '\(problem.rule.value)'",
        remedy: "Correct the values that its list names and check again, or keep these objects out of the waves.",
        at: problem.count.range)
    }
  }
}
