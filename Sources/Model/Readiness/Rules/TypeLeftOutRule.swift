import Diagnostics
import Vocabulary

/// Classes of objects that exist in a domain and are not handed over.
enum TypeLeftOutRule {
  static let code = FindingCode(
    "object-type-left-out",
    limit:
      "Cloud Sync's configuration takes every user, inetOrgPerson, group and contact of its scope. A class for which Connect Sync has no "
      + "no-flow rule would have two writers inside the units.",
    citations: [.tutorial, .inference])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.flatMap { forest, domain -> [Finding] in
      guard !environment.units(in: domain).isEmpty else { return [] }
      let classes: [(type: ObjectType, count: Located<Int>?)] = [
        (.user, domain.counts?.users), (.inetOrgPerson, domain.counts?.inetOrgPersons), (.group, domain.counts?.groups),
        (.contact, domain.counts?.contacts),
      ]
      return classes.filter { type, _ in !forest.objectTypes.contains { $0.value == type } }.compactMap { type, count in
        guard let count else {
          return code.finding(
            .question,
            fact:
              "'\(type.rawValue)' is not handed over in '\(domain.name.value)', and nobody has counted whether there are any.",
            remedy: "Count them and write the result at 'counts', or add \(type.rawValue) to the object types.", at: domain.name)
        }
        guard count.value > 0 else { return nil }
        return code.finding(
          .blocker,
          fact:
            "The domain '\(domain.name.value)' has \(count.value) objects of class '\(type.rawValue)', which is not handed over.",
          remedy: "Add \(type.rawValue) to the forest's object types, or sign off that none of them is inside a unit.", at: count)
      }
    }
  }
}
