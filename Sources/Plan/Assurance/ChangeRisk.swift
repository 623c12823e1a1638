import Model
import Vocabulary

/// A row of the change board's risk table.
package struct ChangeRisk: Sendable {
  package let risk: String
  package let effect: String
  /// What in this kit keeps it from happening.
  package let prevention: String
  /// Where it would be seen first.
  package let detection: String
  /// The way back, by its name.
  package let wayBack: String
  package let citation: Citation

  /// The risks of this estate, the worst first.
  package static func risks(of plan: MigrationPlan) -> [ChangeRisk] {
    always + (hasSeveralServers(plan) ? [failover] : []) + (hashes(plan) ? [passwords] : [])
      + (writesBack(plan) ? [writeback] : [])
      + [agents]
  }

  private static let always = [
    ChangeRisk(
      risk: "The scope shrinks, or a job starts with the whole domain",
      effect: "Objects are deleted in Entra, or both engines write every object of the domain.",
      prevention:
        "Each revision holds all units of the waves before it. The scope is written to paused jobs only, read back and compared; nothing starts before the gate.",
      detection: "Scope check before each start; deletion threshold of the job.", wayBack: "R4", citation: .cloudSyncFAQ),
    ChangeRisk(
      risk: "The exclusion rules match nothing, or too much",
      effect:
        "Connect Sync goes on writing objects that Cloud Sync takes over, or stops writing objects that nobody else writes.",
      prevention:
        "Whole distinguished names; sampled objects inside must carry the mark and those outside must not. Zero is a failure.",
      detection: "Rule proof and pending exports after the full synchronization, before any export.", wayBack: "R0",
      citation: .tutorial),
    ChangeRisk(
      risk: "Attributes or references arrive wrong",
      effect: "Names, addresses, managers or memberships change for users of the wave.",
      prevention: "Evidence is collected first; test objects are provisioned one by one before the jobs start.",
      detection: "Comparison of objects, then of references, after each wave and again after one Connect cycle.", wayBack: "R1",
      citation: .migration),
    ChangeRisk(
      risk: "Memberships or managers vanish because something left Connect Sync's scope",
      effect: "References between migrated and remaining objects break.",
      prevention: "Nothing leaves Connect Sync's scope before cutover.", detection: "Reference counts against the baseline.",
      wayBack: "R3", citation: .tutorial),
  ]

  private static let failover = ChangeRisk(
    risk: "The staging server takes over without the rules",
    effect: "Migrated objects are exported by Connect Sync again.",
    prevention:
      "The rules are installed and verified on every Connect Sync server, and every server is previewed before the start.",
    detection: "Rule verification of each server, bound to kit and revision.", wayBack: "R1", citation: .staging)

  private static let passwords = ChangeRisk(
    risk: "Password hashes stop flowing",
    effect: "A changed password does not reach the cloud; users cannot sign in with it.",
    prevention: "Password hash synchronization is a job of its own, started and watched after provisioning.",
    detection: "Sign-in with a freshly changed password; job status.", wayBack: "R1", citation: .graphHowTo)

  private static let writeback = ChangeRisk(
    risk: "Two engines write Exchange attributes back to Active Directory",
    effect: "Values flip between two writers.",
    prevention: "The writeback job does not start while Connect Sync's own writeback is on; unknown counts as on.",
    detection: "Start script of the writeback job; comparison of the writeback attributes.", wayBack: "R1",
    citation: .exchangeHybrid)

  private static let agents = ChangeRisk(
    risk: "All agents of a domain are down",
    effect: "Nothing flows for that domain until one is back; nothing is deleted.",
    prevention: "Several agents a domain, installed one at a time.", detection: "Agent status and notification mail.",
    wayBack: "none needed", citation: .prerequisites2026)

  private static func hasSeveralServers(_ plan: MigrationPlan) -> Bool { plan.environment.connect.servers.count > 1 }
  private static func hashes(_ plan: MigrationPlan) -> Bool {
    plan.environment.forests.contains { $0.domains.contains { $0.cloudSync.passwordHashSync.value } }
  }
  private static func writesBack(_ plan: MigrationPlan) -> Bool {
    plan.environment.forests.contains { $0.domains.contains { $0.cloudSync.exchangeHybridWriteback.value } }
  }
}
