import Vocabulary

/// Devices written back to Active Directory.
enum DeviceWritebackRule {
  static let code = FindingCode(
    "device-writeback",
    limit: "Cloud Sync has no device writeback; Cloud Kerberos Trust takes its place.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .deviceWriteback, code, .blocker,
    fact: "Device writeback is on.",
    remedy: "Move to Cloud Kerberos Trust and switch device writeback off first.")
}
