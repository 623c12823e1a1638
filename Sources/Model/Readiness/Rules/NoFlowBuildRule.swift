import Vocabulary

/// Builds of Connect Sync that have no `JoinNoFlow`.
enum NoFlowBuildRule {
  static let code = FindingCode(
    "connect-build-without-no-flow",
    limit:
      "The link type JoinNoFlow and the attribute cloudNoFlow came with Connect Sync 1.4.32.0. Without them both products would write "
      + "the same objects. It is never waivable.",
    citations: [.tutorial], isWaivable: false)

  static let lowest = DottedVersion("1.4.32.0")!

  static let rule = ReadinessRule(code) { environment in
    let build = environment.connect.build
    guard build.value < lowest else { return [] }
    return [
      code.finding(
        .blocker, fact: "Connect Sync \(build.value.text) has no JoinNoFlow; 1.4.32.0 is the first build that has.",
        remedy: "Upgrade Connect Sync on every server to 2.6.92.0 or later.", at: build)
    ]
  }
}
