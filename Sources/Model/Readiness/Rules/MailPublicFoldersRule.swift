import Vocabulary

/// Mail-enabled public folders.
enum MailPublicFoldersRule {
  static let code = FindingCode(
    "mail-public-folders",
    limit: "The agent's account can be given the permission for mail public folders, but no text says that Cloud Sync "
      + "synchronizes them. Unverified.",
    citations: [.groupManagedAccount])

  static let rule = ReadinessRule.onFact(
    .mailPublicFolders, code, .partial,
    fact: "Mail-enabled public folders are synchronized.",
    remedy: "Synchronize them with Exchange's own script (Sync-MailPublicFolders) before the cutover.")
}
