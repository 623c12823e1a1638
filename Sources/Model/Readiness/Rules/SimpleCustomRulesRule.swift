import Diagnostics
import Vocabulary

/// Rules that are not Microsoft's own and only compute attributes.
enum SimpleCustomRulesRule {
  static let code = FindingCode(
    "custom-rules-simple",
    limit: "Cloud Sync has no synchronization rules; an expression on one object's attributes can become an attribute mapping.",
    citations: [.decisionGuide])

  static let rule = CustomRulesFinding.rule(
    code, \.simpleExpression, .partial, "compute attributes",
    "Write each as an attribute mapping of the domains it is for, and compare the test objects.")
}
