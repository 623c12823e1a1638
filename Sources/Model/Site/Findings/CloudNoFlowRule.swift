import ConnectExport
import Diagnostics
import Vocabulary

/// The metaverse attribute that our rules write.
enum CloudNoFlowRule {
  static let code = FindingCode(
    "cloud-no-flow-missing",
    limit:
      "The rules of a migration mark objects with the metaverse attribute cloudNoFlow, which came with Connect Sync 1.4.32.0. Where a class "
      + "does not have it, the build is too old or the schema was never brought up to date, and both products would write the same objects. "
      + "It is never waivable.",
    citations: [.tutorial, .ruleExport], isWaivable: false)

  static let rule = SiteRule.onEachServer(code) { site, server in
    guard let metaverse = server.export.metaverse else { return [] }
    let types = site.environment.forests.flatMap { $0.objectTypes.map(\.value.metaverseType) }
    let missing = ["person", "group", "device"].filter { types.contains($0) && !metaverse.has("cloudNoFlow", on: $0) }
    guard !missing.isEmpty else { return [] }
    let build = metaverse[.build].map { " of build \(MessageText.visible($0.text))" } ?? ""
    return [
      server.finding(
        code, .blocker, "The metaverse\(build) has no attribute cloudNoFlow on \(missing.joined(separator: " and "))",
        remedy: "Upgrade Connect Sync on every server to 2.6.92.0 or later, refresh the schema, and export again.",
        at: metaverse.place)
    ]
  }
}
