import Vocabulary

/// Units that get another name during the migration.
enum PlannedRenamesRule {
  static let code = FindingCode(
    "planned-renames",
    limit: "Cloud Sync does not notice that a unit in its scope was renamed: users stay, the job looks healthy, and "
      + "nothing new arrives. In Connect Sync a renamed unit may fall out of scope.",
    citations: [.prerequisites2025, .cloudSyncFAQ])

  static let rule = ReadinessRule.onFact(
    .plannedRenames, code, .partial,
    fact: "Organizational units will be renamed during the migration.",
    remedy: "Rename them before the first wave or after the cutover.")
}
