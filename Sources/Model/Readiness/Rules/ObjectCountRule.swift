import Diagnostics
import Vocabulary

/// Objects of one domain against what Cloud Sync handles.
enum ObjectCountRule {
  static let code = FindingCode(
    "objects-per-domain",
    limit: "Cloud Sync handles 150,000 objects in one Active Directory domain: users, groups and contacts, and computers when "
      + "devices are synchronized. From 90 percent on there is little room to grow.",
    citations: [Limit.objectsPerDomain.citation])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.compactMap { forest, domain in finding(forest, domain) }
  }

  private static func finding(_ forest: Forest, _ domain: Domain) -> Finding? {
    let limit = Limit.objectsPerDomain.value
    guard let counts = domain.counts else {
      return code.finding(
        .question, fact: "Nobody has counted the objects of the domain '\(domain.name.value)'.",
        remedy: "Run the inventory script of the kit and name its run folder at 'inventory', or write the numbers at 'counts'.",
        at: domain.name)
    }
    let place = Located(0, at: counts.range, keyPath: "\(domain.name.keyPath.dropLast(".name".utf8.count)).counts")
    let total = counts.known(of: forest).reduce(0) { $0 + $1.value }
    let missing = counts.missing(of: forest)
    if total > limit {
      return code.finding(
        .blocker, fact: "The domain '\(domain.name.value)' has \(total) objects in scope; \(limit) is the most.",
        remedy: "Take fewer objects into Connect Sync's scope, or keep part of the domain on Connect Sync with a partial goal.",
        at: place)
    }
    if !missing.isEmpty {
      return code.finding(
        .question,
        fact: "Not all objects of the domain '\(domain.name.value)' are counted: \(missing.joined(separator: ", ")) are missing.",
        remedy: "Run the inventory script of the kit and name its run folder at 'inventory', or write the numbers at 'counts'.",
        at: place)
    }
    if total * 10 >= limit * 9 {
      return code.finding(
        .partial, fact: "The domain '\(domain.name.value)' has \(total) objects in scope, at least 90 percent of \(limit).",
        remedy: "Count again before each wave, and plan what happens when the domain grows.", at: place)
    }
    return nil
  }
}

extension ObjectCounts {
  /// What was counted of the classes that Cloud Sync would synchronize; computers count when devices are handed over.
  package func known(of forest: Forest) -> [Located<Int>] {
    let devices = forest.objectTypes.contains { $0.value == .device }
    return [users, inetOrgPersons, groups, contacts, devices ? computers : nil].compactMap { $0 }
  }

  /// The keys nobody has filled of the classes that matter.
  package func missing(of forest: Forest) -> [String] {
    func has(_ type: ObjectType) -> Bool { forest.objectTypes.contains { $0.value == type } }
    var missing: [String] = []
    if users == nil { missing.append(CountsShape.users.name) }
    if inetOrgPersons == nil, has(.inetOrgPerson) { missing.append(CountsShape.inetOrgPersons.name) }
    if groups == nil { missing.append(CountsShape.groups.name) }
    if contacts == nil { missing.append(CountsShape.contacts.name) }
    if computers == nil, has(.device) { missing.append(CountsShape.computers.name) }
    return missing
  }
}
