import Diagnostics
import Vocabulary

/// The attribute that ties objects to their cloud twins.
enum SourceAnchorRule {
  static let code = FindingCode(
    "source-anchor",
    limit:
      "Cloud Sync uses mS-DS-ConsistencyGuid, or objectGUID where that is empty, and nothing else; it cannot be changed and is never "
      + "written back. With another anchor every object would be created anew. It is never waivable. Microsoft's texts differ on whether "
      + "the agent's account may write the attribute; treat it as read-only.",
    citations: [.cloudSyncFAQ, .tutorial], isWaivable: false)

  static let rule = ReadinessRule(code) { environment in
    let anchor = environment.connect.sourceAnchor
    guard case .other(let attribute) = anchor.value else { return [] }
    return [
      code.finding(
        .blocker, fact: "Connect Sync's source anchor is '\(attribute)', which Cloud Sync does not support.",
        remedy: "Move the anchor to mS-DS-ConsistencyGuid first; that is a project of its own, with Microsoft's support.",
        at: anchor)
    ]
  }
}
