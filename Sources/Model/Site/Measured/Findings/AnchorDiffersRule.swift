import Diagnostics

/// Objects whose mS-DS-ConsistencyGuid is filled with something else than their objectGUID, where Connect Sync may have anchored them on the latter.
enum AnchorDiffersRule {
  static let code = FindingCode(
    "anchor-differs",
    limit:
      "Cloud Sync takes mS-DS-ConsistencyGuid where it is filled, and objectGUID where it is empty. An object that Connect Sync anchored on objectGUID "
      + "and whose mS-DS-ConsistencyGuid holds something else would get a second identity in the cloud.",
    citations: [.cloudSyncFAQ, .tutorial, .inference])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    let anchor = site.environment.connect.sourceAnchor.value
    return [CountedClass.users, .groups, .contacts].compactMap { counted in
      guard let differing = result.anchors[counted]?.differing, differing.value > 0 else { return nil }
      switch anchor {
      case .objectGUID:
        return site.finding(
          code, .blocker,
          "Connect Sync anchors on objectGUID, and \(differing.value) \(counted.rawValue) of '\(domain.name.value)' have another mS-DS-ConsistencyGuid",
          remedy:
            "Find out what wrote it. Empty it on these objects, or move the anchor to mS-DS-ConsistencyGuid first; both are projects of their own.",
          at: differing.range)
      case .consistencyGuid where counted != .users && AnchorByObjectGUIDRule.anchors(site, counted) != false:
        let isKnown = AnchorByObjectGUIDRule.anchors(site, counted) == true
        return site.finding(
          code, isKnown ? .blocker : .partial,
          "\(differing.value) \(counted.rawValue) of '\(domain.name.value)' have a mS-DS-ConsistencyGuid that is not their objectGUID, and Connect Sync \(isKnown ? "anchors" : "may anchor") them on objectGUID",
          remedy: isKnown
            ? "Empty the attribute on these objects after finding out what wrote it, or keep them out of the waves."
            : "Name the export of the active server, which says what they are anchored on.", at: differing.range)
      default: return nil
      }
    }
  }
}
