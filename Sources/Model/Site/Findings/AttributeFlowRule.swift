import ConnectExport
import Diagnostics
import Vocabulary

/// Attributes that Connect Sync writes to Entra and Cloud Sync would not.
enum AttributeFlowRule {
  static let code = FindingCode(
    "attribute-flow-not-mirrored",
    limit:
      "Cloud Sync writes what its mappings name. An attribute that only Connect Sync's rules write keeps its last value after the handover, and new "
      + "objects have none. The default mapping of groups and contacts is unverified here: compare with the schema that the kit backs up.",
    citations: [DefaultMapping.citation, .decisionGuide, .inference])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading else { return [] }
    return [ObjectType.user, .group, .contact].compactMap { type in
      guard site.environment.forests.contains(where: { $0.objectTypes.contains { $0.value.outbound == type } }) else {
        return nil
      }
      let flows = missing(type, server, site.environment)
      guard let first = flows.first else { return nil }
      let names = flows.prefix(12).map { MessageText.visible($0.text) }.joined(separator: ", ") + (flows.count > 12 ? ", …" : "")
      let isVerified = DefaultMapping.isVerified(type)
      return server.finding(
        code, isVerified ? .partial : .question,
        "Connect Sync writes \(flows.count) attribute\(flows.count == 1 ? "" : "s") of \(type.rawValue) objects that Cloud Sync's \(isVerified ? "" : "reconstructed ")default mapping does not: \(names)",
        remedy: "Add an attribute mapping for each to every domain that needs it, or sign off that it stands still.",
        at: first.place)
    }
  }

  /// Flows of enabled outbound rules to Entra that have something to write, and no counterpart in the default mapping or in the mappings of every
  /// domain with units. Names, anchors and directory extensions have findings of their own or none.
  private static func missing(_ type: ObjectType, _ server: SiteExports.Server, _ environment: Environment) -> [ExportText] {
    guard let defaults = DefaultMapping.targets(of: type) else { return [] }
    let known = Set(defaults.map { Array($0.utf8) }).union(["dn", "sourceanchor", "cloudanchor"].map { Array($0.utf8) })
    let domains = environment.domains.map(\.domain).filter { !environment.units(in: $0).isEmpty }
    let filled = filled(server.export)
    let own = Set(RuleIdentity.all(environment).map(\.id))
    var found: [ExportText] = []
    var seen = known
    for rule in server.export.rules.sorted(by: { $0.precedence < $1.precedence })
    where !rule.isDisabled && rule.direction == .outbound && !own.contains(rule.id)
      && server.export.connector(of: rule)?.kind == .entra && foldedASCII(rule.targetObjectType) == Array(type.entraType.utf8)
    {
      for mapping in rule.mappings where writes(mapping, filled) {
        let name = foldedASCII(mapping.destination.text)
        guard !name.starts(with: "extension_".utf8), seen.insert(name).inserted, !isMapped(name, type, in: domains) else {
          continue
        }
        found.append(mapping.destination)
      }
    }
    return found
  }

  private static func isMapped(_ name: [UInt8], _ type: ObjectType, in domains: [Domain]) -> Bool {
    !domains.isEmpty
      && domains.allSatisfy { domain in
        domain.cloudSync.attributeMappings.contains {
          $0.objectType.value.outbound == type && foldedASCII($0.target.value) == name
        }
      }
  }

  /// Attributes of the metaverse that an enabled inbound rule writes.
  private static func filled(_ export: ServerExport) -> Set<[UInt8]> {
    Set(
      export.rules.filter { !$0.isDisabled && $0.direction == .inbound }.flatMap(\.mappings)
        .map { foldedASCII($0.destination.text) })
  }

  /// A flow from an attribute that nothing fills writes nothing.
  private static func writes(_ mapping: ExportRule.Mapping, _ filled: Set<[UInt8]>) -> Bool {
    switch mapping.source {
    case .direct(let name): filled.contains(foldedASCII(name))
    case .constant: true
    case .expression(let text, let sources):
      // The file's own list of sources can lack some, so what stands in brackets counts too.
      switch sources.map(foldedASCII) + bracketed(text) {
      case []: true
      case let names: names.contains(where: filled.contains)
      }
    }
  }

  /// Names in square brackets: the attributes that an expression reads.
  private static func bracketed(_ text: String) -> [[UInt8]] {
    foldedASCII(text).split(separator: UInt8(ascii: "[")).dropFirst().compactMap { part in
      part.firstIndex(of: UInt8(ascii: "]")).map { Array(part[..<$0]) }
    }
  }
}
