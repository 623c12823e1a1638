import ConnectExport
import Diagnostics
import Vocabulary

/// Rules above 99 that share a number.
enum SharedPrecedenceRule {
  static let code = FindingCode(
    "precedence-shared",
    limit: "Precedences are unique across all rules of a server. Which of two rules with one number wins is written nowhere.",
    citations: [.ruleExport])

  static let rule = SiteRule.onEachServer(code) { _, server in
    var seen: [Int: ExportRule] = [:]
    var findings: [Finding] = []
    for rule in server.export.rules.sorted(by: { $0.precedence < $1.precedence })
    where rule.precedence > Limit.highestCustomPrecedence.value {
      if let first = seen[rule.precedence] {
        findings.append(
          server.finding(
            code, .partial,
            "\(MessageText.quote(first.name.text)) and \(MessageText.quote(rule.name.text)) both have precedence \(rule.precedence)",
            remedy: "Give the site's own one a free number from 0 to 99.", at: rule.precedencePlace))
      } else {
        seen[rule.precedence] = rule
      }
    }
    return findings
  }
}
