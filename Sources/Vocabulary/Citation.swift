/// Where a fact about a Microsoft product is written, and the date of that text.
package struct Citation: Sendable, Hashable {
  /// Short name that a report prints beside a fact.
  package let key: String
  package let title: String
  /// ISO date, or year and month, of the text as it was read.
  package let date: String

  package init(_ key: String, _ title: String, _ date: String) {
    self.key = key
    self.title = title
    self.date = date
  }

  package static let migrationTool = Citation(
    "MS-TOOL", "Microsoft Learn: Migrate Connect Sync to Cloud Sync with the wizard", "2026-09-16")
  package static let migration = Citation("MS-MIG", "Microsoft Learn: Migrate from Connect Sync to Cloud Sync", "2026-10-06")
  package static let tutorial = Citation("MS-TUT", "Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync", "2026-06")
  package static let decisionGuide = Citation(
    "MS-DEC", "Microsoft Learn: Connect Sync to Cloud Sync decision guide", "2025-02-17")
  package static let migrationFAQ = Citation("MS-FAQ-M", "Microsoft Learn: Cloud Sync migration FAQ", "2026-05-04")
  package static let cloudSyncFAQ = Citation("MS-FAQ", "Microsoft Learn: Cloud Sync FAQ", "2026-03-30")
  package static let comparison2023 = Citation("MS-WHAT23", "Microsoft Learn: What is Cloud Sync, comparison table", "2023-11-06")
  package static let prerequisites2026 = Citation("MS-PRE26", "Microsoft Learn: Cloud Sync prerequisites", "2026-07-27")
  package static let prerequisites2025 = Citation("MS-PRE25", "Microsoft Learn: Cloud Sync prerequisites", "2025-04-09")
  package static let prerequisites2023 = Citation("MS-PRE23", "Microsoft Learn: Cloud Sync prerequisites", "2023-11")
  package static let deviceSync = Citation(
    "MS-DEV", "Microsoft Learn: Device synchronization with Cloud Sync (preview)", "2026-07-21")
  package static let provisionToAD = Citation(
    "MS-E2AD", "Microsoft Learn: Provision from Entra ID to Active Directory", "2026-08-10")
  package static let exchangeHybrid = Citation(
    "MS-EXO", "Microsoft Learn: Exchange hybrid writeback with Cloud Sync", "2026-08-25")
  package static let groupWriteback = Citation(
    "MS-GWB", "Microsoft Learn: Migrate group writeback v2 to Cloud Sync", "2025-09-29")
  package static let topologies = Citation("MS-TOPO", "Microsoft Learn: Topologies for Cloud Sync", "2025")
  package static let scenarios = Citation("MS-SCEN", "Microsoft Learn: Common hybrid scenarios", "2025")
  package static let graphHowTo = Citation("MS-GRAPH", "Microsoft Learn: Configure Cloud Sync with Microsoft Graph", "2024-04-26")
  package static let accidentalDeletes = Citation("MS-DEL", "Microsoft Learn: Accidental deletions in Cloud Sync", "2025-04-09")
  package static let onDemand = Citation("MS-POD", "Microsoft Learn: On-demand provisioning in Cloud Sync", "2025")
  package static let configure = Citation("MS-CONF", "Microsoft Learn: Configure Cloud Sync", "2026-03-30")
  package static let troubleshoot = Citation("MS-TSG", "Microsoft Learn: Troubleshoot Cloud Sync", "2025")
  package static let installPowerShell = Citation(
    "MS-PSH", "Microsoft Learn: Install the provisioning agent with PowerShell", "2025")
  package static let groupManagedAccount = Citation(
    "MS-GMSA", "Microsoft Learn: Group managed service accounts for Cloud Sync", "2025-09-29")
  package static let agentVersions = Citation(
    "MS-VER", "Microsoft Learn: Provisioning agent version history (1.1.2505.0)", "2026-09-21")
  package static let customAttributes = Citation("MS-CUST", "Microsoft Learn: Custom attribute mapping in Cloud Sync", "2025")
  package static let howItWorks = Citation("MS-HOW", "Microsoft Learn: How Cloud Sync works", "2025")
  package static let passwordWriteback = Citation("MS-SSPR", "Microsoft Learn: Password writeback with Cloud Sync", "2025")
  package static let scheduler = Citation("MS-SCHED", "Microsoft Learn: Connect Sync scheduler", "2025")
  package static let staging = Citation("MS-STAGE", "Microsoft Learn: Connect Sync staging server", "2025")
  package static let preventDeletes = Citation("MS-CSDEL", "Microsoft Learn: Connect Sync, prevent accidental deletes", "2025")
  package static let importExport = Citation("MS-IMPEXP", "Microsoft Learn: Import and export Connect configuration", "2025")
  package static let customRules = Citation("MS-RULE", "Microsoft Learn: Create a custom synchronization rule", "2025")
  package static let connectDates = Citation(
    "CONN-DATES", "Connect Sync support table, as repeated in public scripts (secondary source)", "2026-10")
  package static let connect684 = Citation("CONN-684", "Notes on Connect Sync 2.6.84.0 (secondary source)", "2026-07-17")
  package static let hardMatch = Citation(
    "WN-HARD", "Microsoft Entra: What's new, hard match changes of June and July 2026", "2026-07")
  package static let restore = Citation("MS-RESTORE", "Microsoft Graph reference: restore deleted items", "2026-08")
  package static let graphMetadata = Citation("GRAPH-META", "Microsoft Graph v1.0 metadata", "2026-08-20")
  package static let graphRule = Citation("GRAPH-RULE", "Microsoft Graph reference: synchronizationRule", "2026-08")
  package static let graphUser = Citation("GRAPH-USER", "Microsoft Graph reference: user", "2026-08")
  package static let graphPermissions = Citation("GRAPH-PERM", "Microsoft Graph permissions map", "2026-08-07")
  package static let graphBatch = Citation(
    "GRAPH-BATCH", "Microsoft Graph: Combine multiple HTTP requests using JSON batching", "2025-02-21")
  package static let graphMemberOf = Citation(
    "GRAPH-MEMBEROF", "Microsoft Graph reference: list a user's direct memberships", "2024")
  package static let idFix = Citation("IDFIX", "IdFix: deprecation notice", "2026-06-30")
  package static let wizardBlog = Citation(
    "BLOG-TOOL", "Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner)", "2026-09-22")
  package static let ruleExport = Citation(
    "RULE-XML", "Connect Sync configuration export, build 1.1.130.0, as published with Microsoft's Configuration Documenter",
    "2016-05")
  package static let inference = Citation("INFERRED", "Follows from documented facts; unverified on a live system", "2026-10")
  package static let generalKnowledge = Citation(
    "GENERAL", "General knowledge of Windows and Active Directory; not re-verified", "2026-10")
}
