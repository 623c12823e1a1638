import ConnectExport
import Diagnostics
import Vocabulary

/// Groups and contacts that Connect Sync anchors on objectGUID while users have another anchor.
enum AnchorByObjectGUIDRule {
  static let code = FindingCode(
    "groups-anchored-on-object-guid",
    limit:
      "Connect Sync fills mS-DS-ConsistencyGuid for users and not for groups; Cloud Sync takes objectGUID where the attribute is empty, which is "
      + "what Connect used. A group whose mS-DS-ConsistencyGuid holds something else would get a second identity.",
    citations: [.tutorial, .inference])

  /// Every export shows such rules, since they are Microsoft's own. What matters is whether any object has another mS-DS-ConsistencyGuid.
  static let rule = SiteRule(code) { site in
    guard site.environment.connect.sourceAnchor.value == .consistencyGuid, let server = site.exports.leading else { return [] }
    let rules = rules(server.export)
    guard let first = rules.first else { return [] }
    let names = rules.map { MessageText.quote($0.name.text) }.joined(separator: ", ")
    switch mostDiffering(site) {
    case nil:
      return [
        server.finding(
          code, .question,
          "\(names) anchor their objects on objectGUID, and nobody has measured whether any has another mS-DS-ConsistencyGuid",
          remedy: "Run the inventory script of the kit and name its run folder at 'inventory'.", at: first.name.place)
      ]
    case 0?:
      return [
        server.finding(
          code, .information,
          "\(names) anchor their objects on objectGUID; the inventory found no object of theirs with another mS-DS-ConsistencyGuid",
          remedy: "Count again before each wave.", at: first.name.place)
      ]
    // Each number is a finding of its own.
    default: return []
    }
  }

  /// Whether Connect Sync anchors groups or contacts on objectGUID; nil when no export says so.
  static func anchors(_ site: Site, _ counted: CountedClass) -> Bool? {
    guard let server = site.exports.leading, !server.export.rules.isEmpty else { return nil }
    let type = counted.objectType.connectorSpaceType
    return rules(server.export).contains { foldedASCII($0.sourceObjectType) == foldedASCII(type) }
  }

  /// Objects of the two classes with another mS-DS-ConsistencyGuid in all domains; nil when they were not measured everywhere.
  private static func mostDiffering(_ site: Site) -> Int? {
    let numbers = site.environment.domains.flatMap { _, domain in
      let result = site.inventory.domain(named: domain.name.value)
      return [CountedClass.groups, .contacts].map { result?.anchors[$0]?.differing?.value }
    }
    return numbers.contains { $0 == nil } ? nil : numbers.compactMap { $0 }.reduce(0, +)
  }

  private static func rules(_ export: ServerExport) -> [ExportRule] {
    export.rules.filter { rule in
      !rule.isDisabled && rule.direction == .inbound
        && ["group", "contact"].contains { foldedASCII(rule.sourceObjectType) == Array($0.utf8) }
        && rule.mappings.contains { mapping in
          foldedASCII(mapping.destination.text) == Array("sourceanchorbinary".utf8) && reads(mapping, "objectguid")
        }
    }
  }

  private static func reads(_ mapping: ExportRule.Mapping, _ attribute: String) -> Bool {
    switch mapping.source {
    case .direct(let name): foldedASCII(name) == Array(attribute.utf8)
    case .expression(let text, sources: _): contains(foldedASCII(text), attribute)
    case .constant: false
    }
  }
}
