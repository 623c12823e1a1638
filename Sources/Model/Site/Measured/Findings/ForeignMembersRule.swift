import Diagnostics
import Vocabulary

/// Members of groups that are no objects of the forest.
enum ForeignMembersRule {
  static let code = FindingCode(
    "foreign-members",
    limit:
      "Cloud Sync does not resolve references between forests. A foreign security principal stands for an object of another forest, or for a well-known "
      + "identity such as Authenticated Users; every domain has some of the latter in its built-in groups.",
    citations: [.decisionGuide, .generalKnowledge])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    guard let foreign = result.members?.foreignSecurityPrincipals, foreign.value > 0,
      site.environment.facts[.crossForestReferences].value != .yes
    else { return [] }
    return [
      site.finding(
        code, .information, "\(foreign.value) members of groups in '\(domain.name.value)' are foreign security principals",
        remedy:
          "Look at the groups outside CN=Builtin among them; when one has members of another forest, write yes at \(site.environment.facts[.crossForestReferences].keyPath).",
        at: foreign.range)
    ]
  }
}
