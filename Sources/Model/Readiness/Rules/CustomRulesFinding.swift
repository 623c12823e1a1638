import Diagnostics
import Vocabulary

/// How rules on the counts of custom rules are made: a count above zero is a finding.
enum CustomRulesFinding {
  static func rule(
    _ code: FindingCode, _ count: KeyPath<CustomRules, Located<Int>> & Sendable, _ severity: Finding.Severity, _ what: String,
    _ remedy: String
  ) -> ReadinessRule {
    ReadinessRule(code) { environment in
      guard let count = environment.connect.customRules?[keyPath: count], count.value > 0 else { return [] }
      let rules = count.value == 1 ? "1 custom rule is there" : "\(count.value) custom rules are there"
      return [code.finding(severity, fact: "\(rules) to \(what).", remedy: remedy, at: count)]
    }
  }
}
