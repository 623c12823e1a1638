import Diagnostics

/// Users without the attribute that is said to be the source anchor.
enum AnchorNotFilledRule {
  static let code = FindingCode(
    "anchor-not-filled",
    limit:
      "Connect Sync writes objectGUID into mS-DS-ConsistencyGuid of each user that it synchronizes; groups and contacts it leaves empty. Cloud Sync takes "
      + "objectGUID where the attribute is empty, which is the same identity.",
    citations: [.tutorial, .cloudSyncFAQ, .inference])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    guard site.environment.connect.sourceAnchor.value == .consistencyGuid, let users = result.anchors[.users],
      let total = users.total, let filled = users.filled, filled.value < total.value
    else { return [] }
    if filled.value == 0 {
      return [
        site.finding(
          code, .partial,
          "None of \(total.value) users of '\(domain.name.value)' has mS-DS-ConsistencyGuid, which is said to be the source anchor",
          remedy:
            "Look up the source anchor in Connect Sync's wizard or its export, and whether its account may write the attribute.",
          at: filled.range)
      ]
    }
    return [
      site.finding(
        code, .information,
        "\(total.value - filled.value) of \(total.value) users of '\(domain.name.value)' have no mS-DS-ConsistencyGuid",
        remedy: "Compare the anchors of a wave's users before it; those that Connect Sync never synchronized have none.",
        at: filled.range)
    ]
  }
}
