import Vocabulary

/// Changes made in the cloud to synchronized objects.
enum ManualCloudEditsRule {
  static let code = FindingCode(
    "manual-cloud-edits",
    limit: "A full synchronization of Connect Sync corrects values that drifted; Cloud Sync does not look at them again.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .manualCloudEdits, code, .partial,
    fact: "Synchronized objects are edited in the cloud and corrected by full synchronizations.",
    remedy: "Correct the drift before each wave and end the practice that makes it.")
}
