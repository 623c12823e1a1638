import Diagnostics
import Vocabulary

/// The largest group of a domain against what Cloud Sync handles.
enum LargestGroupRule {
  static let code = FindingCode(
    "members-per-group",
    limit: "Cloud Sync handles groups of up to 50,000 members; Connect Sync takes 250,000.",
    citations: [Limit.membersPerGroup.citation, .cloudSyncFAQ])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.compactMap { forest, domain in
      guard forest.objectTypes.contains(where: { $0.value == .group }) else { return nil }
      guard let largest = domain.counts?.largestGroup else {
        return code.finding(
          .question, fact: "Nobody has counted the members of the largest group of the domain '\(domain.name.value)'.",
          remedy:
            "Run the inventory script of the kit and name its run folder at 'inventory', or write the number at 'counts: largest-group'.",
          at: domain.name)
      }
      guard largest.value > Limit.membersPerGroup.value else { return nil }
      return code.finding(
        .blocker,
        fact:
          "The largest group of the domain '\(domain.name.value)' has \(largest.value) members; \(Limit.membersPerGroup.value) is the most.",
        remedy: "Split the group, or keep its unit on Connect Sync with a partial goal.", at: largest)
    }
  }
}
