/// Two kits, or two input files, side by side: what a reviewer reads.
package struct Comparison: Sendable {
  /// As the user named the two.
  package let old: String
  package let new: String
  /// Nil when one of the two kits was made by a version that wrote no summary.
  package let summary: SummaryDifference?
  package let files: [FileDifference]

  package init(old: String, new: String, summary: SummaryDifference?, files: [FileDifference]) {
    self.old = old
    self.new = new
    self.summary = summary
    self.files = files
  }

  package var isSame: Bool { files.isEmpty && summary?.changes.isEmpty != false }

  /// In place of a summary that cannot be made.
  static let noSummary = "One of the two kits holds no plan.json, so only the lines can be compared."

  /// The heading of a risk.
  static func heading(_ risk: String) -> String {
    switch risk {
    case "scope": "Scope: which objects go over"
    case "deletions": "Deletions: what holds them"
    case "precedence": "Rules: precedence and identifiers"
    case "jobs": "Jobs: what Cloud Sync does"
    case "work": "Work: steps and withheld scripts"
    case "findings": "Findings and waivers"
    case "settings": "Settings and facts of the estate"
    case "text": "Text for readers"
    default: risk
    }
  }
}
