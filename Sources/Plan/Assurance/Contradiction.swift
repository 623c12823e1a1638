import Vocabulary

/// Where Microsoft's own texts disagree, and what this kit goes by.
package struct Contradiction: Sendable {
  package let topic: String
  package let one: String
  package let other: String
  package let used: String
  package let citations: [Citation]

  /// In the order in which the migration meets them.
  package static let list: [Contradiction] = [
    Contradiction(
      topic: "Pilot unit in Connect Sync's scope", one: "Remove a test unit from the scope (texts until 2025)",
      other: "Do not remove it until final cutover (2026)", used: "It stays in the scope.", citations: [.migration, .tutorial]),
    Contradiction(
      topic: "Updates of references on a marked object",
      one: "Connect ignores cloudNoFlow and exports all updates (texts until 2025)",
      other: "Reference attributes can still flow (2026)", used: "Planned for the worse case, worded as the later text.",
      citations: [.tutorial]),
    Contradiction(
      topic: "Connected system of the inbound rule", one: "The Entra connector (tutorial)",
      other: "The AD connector, the only place where a unit's dn exists", used: "The AD connector.",
      citations: [.tutorial, .inference]),
    Contradiction(
      topic: "When the scheduler starts again", one: "After the users are verified (migration page)",
      other: "Straight after configuring (tutorial)", used: "After the wave is verified.", citations: [.migration, .tutorial]),
    Contradiction(
      topic: "Units in one configuration", one: "59", other: "About 50, or 4 MB of configuration",
      used: "More than 50 warns, more than 59 is refused.", citations: [.prerequisites2023, .prerequisites2025]),
    Contradiction(
      topic: "Length of a cycle", one: "2 minutes (concept page)", other: "10 to 20 minutes for users and groups (FAQ)",
      used: "Waiting times reckon with 45 minutes and more.", citations: [.howItWorks, .cloudSyncFAQ]),
    Contradiction(
      topic: "Agents at work", one: "Several share the load (guide)", other: "Only one is ever active (FAQ)",
      used: "Several agents, for redundancy only.", citations: [.decisionGuide, .cloudSyncFAQ]),
    Contradiction(
      topic: "Permissions of a custom group managed account", one: "The installer sets all (2025-09 page)",
      other: "Since agent 1.1.2334 none are set", used: "Permissions are set explicitly.",
      citations: [.groupManagedAccount, .agentVersions]),
    Contradiction(
      topic: "mS-DS-ConsistencyGuid", one: "The account gets write permission on it", other: "It is never written back (FAQ)",
      used: "Taken as read-only.", citations: [.groupManagedAccount, .cloudSyncFAQ]),
    Contradiction(
      topic: "Backing up to be able to roll back", one: "The export is a way back in place (migration page)",
      other: "It is imported only while a new server is installed, and holds no rule edits since (import and export page)",
      used: "The export serves R6 only; every other way back works on the running server.",
      citations: [.migration, .importExport]),
  ]
}
