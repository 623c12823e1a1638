import Vocabulary

/// Objects that change their unit during the migration.
enum PlannedMovesRule {
  static let code = FindingCode(
    "planned-moves",
    limit: "An object that moves from a unit in Cloud Sync's scope to one that Connect Sync has is deleted and created anew.",
    citations: [.cloudSyncFAQ])

  static let rule = ReadinessRule.onFact(
    .plannedMoves, code, .partial,
    fact: "Objects will be moved between organizational units during the migration.",
    remedy: "Stop moves across the border of a wave until the cutover, or do them before the wave.")
}
