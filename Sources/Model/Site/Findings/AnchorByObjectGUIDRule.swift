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

  static let rule = SiteRule(code) { site in
    guard site.environment.connect.sourceAnchor.value == .consistencyGuid, let server = site.exports.leading else { return [] }
    let rules = server.export.rules.filter { rule in
      !rule.isDisabled && rule.direction == .inbound
        && ["group", "contact"].contains { foldedASCII(rule.sourceObjectType) == Array($0.utf8) }
        && rule.mappings.contains { mapping in
          foldedASCII(mapping.destination.text) == Array("sourceanchorbinary".utf8) && reads(mapping, "objectguid")
        }
    }
    guard let first = rules.first else { return [] }
    return [
      server.finding(
        code, .partial,
        "\(rules.map { MessageText.quote($0.name.text) }.joined(separator: ", ")) anchor their objects on objectGUID",
        remedy:
          "Let the inventory script list groups and contacts whose mS-DS-ConsistencyGuid is filled and differs from objectGUID.",
        at: first.name.place)
    ]
  }

  private static func reads(_ mapping: ExportRule.Mapping, _ attribute: String) -> Bool {
    switch mapping.source {
    case .direct(let name): foldedASCII(name) == Array(attribute.utf8)
    case .expression(let text, sources: _): contains(foldedASCII(text), attribute)
    case .constant: false
    }
  }
}
