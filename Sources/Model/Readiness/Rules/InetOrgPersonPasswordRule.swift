import Diagnostics
import Vocabulary

/// inetOrgPerson objects that sign in with a password hash.
enum InetOrgPersonPasswordRule {
  static let code = FindingCode(
    "inetorgperson-passwords",
    limit: "Cloud Sync synchronizes inetOrgPerson objects and not their password hashes.", citations: [.prerequisites2025])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.compactMap { forest, domain in
      let hashes = domain.cloudSync.passwordHashSync.value || environment.facts[.passwordHashSync].value == .yes
      guard hashes, forest.objectTypes.contains(where: { $0.value == .inetOrgPerson }) else { return nil }
      guard let count = domain.counts?.inetOrgPersons else {
        return code.finding(
          .question,
          fact:
            "The domain '\(domain.name.value)' hands over inetOrgPerson objects with password hash synchronization; nobody has counted them.",
          remedy: "Count them and write the result at 'counts: inetorgpersons'.", at: domain.name)
      }
      guard count.value > 0 else { return nil }
      return code.finding(
        environment.signsInWithoutHashes ? .partial : .blocker,
        fact: "\(count.value) inetOrgPerson objects of the domain '\(domain.name.value)' would no longer get their passwords.",
        remedy: "Turn them into user objects, keep them on Connect Sync, or sign off how they sign in.", at: count)
    }
  }
}
