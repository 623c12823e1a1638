import Vocabulary

/// Builds of Connect Sync that the service does not accept any more.
enum RetiredBuildRule {
  static let code = FindingCode(
    "connect-build-retired",
    limit:
      "Connect Sync before 2.5.79.0 stopped working on 2026-09-30 (secondary sources); each 2.x build retires 12 months after its "
      + "successor. 2.6.92.0 or later is wanted for its security corrections.",
    citations: [.connectDates, .connect684])

  private static let lowest = DottedVersion("2.5.79.0")!
  private static let wanted = DottedVersion("2.6.92.0")!

  static let rule = ReadinessRule(code) { environment in
    let build = environment.connect.build
    // The older limit has a finding of its own.
    guard build.value >= NoFlowBuildRule.lowest else { return [] }
    if build.value < lowest {
      return [
        code.finding(
          .blocker, fact: "Connect Sync \(build.value.text) is older than 2.5.79.0, the lowest build that the service accepts.",
          remedy: "Upgrade Connect Sync on every server to 2.6.92.0 or later.", at: build)
      ]
    }
    guard build.value < wanted else { return [] }
    return [
      code.finding(
        .information, fact: "Connect Sync \(build.value.text) is older than 2.6.92.0.",
        remedy: "Upgrade before the first wave, not during the migration.", at: build)
    ]
  }
}
