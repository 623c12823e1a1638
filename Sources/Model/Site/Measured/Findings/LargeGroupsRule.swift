import Diagnostics
import Vocabulary

/// The groups that have more members than Cloud Sync takes, by name.
enum LargeGroupsRule {
  static let code = FindingCode(
    "large-groups",
    limit:
      "Cloud Sync handles groups of up to 50,000 members. The inventory names the ten largest groups of a domain; when all ten are above, there may be "
      + "more.",
    citations: [Limit.membersPerGroup.citation])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    let limit = Limit.membersPerGroup.value
    let large = result.largestGroups.filter { $0.members > limit }
    guard let first = large.first else { return [] }
    let names = large.map { "\(MessageText.quote($0.name.value.text)) with \($0.members)" }.joined(separator: ", ")
    return [
      site.finding(
        code, .information, "Groups of '\(domain.name.value)' with more than \(limit) members: \(names)",
        remedy: "Split each of them, or keep its unit on Connect Sync.", at: first.name.range)
    ]
  }
}
