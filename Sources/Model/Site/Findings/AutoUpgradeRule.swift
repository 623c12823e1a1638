import ConnectExport
import Diagnostics

/// Automatic upgrades of Connect Sync during a migration.
enum AutoUpgradeRule {
  static let code = FindingCode(
    "auto-upgrade-on",
    limit:
      "An automatic upgrade in the middle of a wave can start a full synchronization, add standard rules and stop a server (fixed in 2.6.3).",
    citations: [.connect684])

  static let rule = SiteRule.onEachServer(code) { _, server in
    guard let state = server.export.metaverse?[.autoUpgradeState], state.isWord("Enabled") else { return [] }
    return [
      server.finding(
        code, .information, "Automatic upgrade is on",
        remedy: "Freeze it for the time of the migration, and note that it was on.", at: state.place)
    ]
  }
}
