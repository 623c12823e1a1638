import ConnectExport
import Diagnostics

/// Connect Sync's guard against mass deletions.
enum DeletionThresholdRule {
  static let code = FindingCode(
    "deletion-threshold-off",
    limit:
      "Connect Sync stops an export with more deletions than its threshold (500 unless changed). It stays on during a migration, since a slip in a "
      + "scope shows as deletions first.",
    citations: [.preventDeletes])

  static let rule = SiteRule.onEachServer(code) { _, server in
    guard let state = server.export.metaverse?[.exportDeletionThreshold], state.bool == false else { return [] }
    return [
      server.finding(
        code, .partial, "The deletion threshold is off", remedy: "Switch it on with Enable-ADSyncExportDeletionThreshold.",
        at: state.place)
    ]
  }
}
