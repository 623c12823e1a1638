import Model

/// A row of the validation table: an area of the migrated estate, what has to hold there, and the scripts that prove it.
package struct ValidationRow {
  package let area: String
  package let check: String
  /// Kinds of the scripts whose results are the proof.
  package let proofs: [ScriptKind]
  /// What people have to do besides, in order.
  package let byHand: [String]
  /// Why the area needs no proof in this estate; nil when it does.
  package let doesNotApply: String?

  /// The rows of Microsoft's table, in its order, and behind them whether every object is still the one that it was.
  package static func rows(of plan: MigrationPlan) -> [ValidationRow] {
    let domains = plan.environment.forests.flatMap(\.domains)
    let hashes = domains.contains { $0.cloudSync.passwordHashSync.value }
    return [
      ValidationRow(
        area: "User attributes",
        check: "displayName, mail, userPrincipalName and proxyAddresses equal the values in Active Directory.",
        proofs: [.collectObjects, .verifyObjects], byHand: [], doesNotApply: nil),
      ValidationRow(
        area: "Group memberships",
        check: "Groups have the expected members, users the expected managers; references are counted apart from objects.",
        proofs: [.collectObjects, .verifyObjects], byHand: [], doesNotApply: nil),
      ValidationRow(
        area: "Password hash sync", check: "Users sign in to the cloud with the password that they have on premises.",
        proofs: [.startPasswordHashSync, .watchJobs],
        byHand: ["Let one user of each domain change the password on premises and sign in with it after the next cycle."],
        doesNotApply: hashes ? nil : "password hash synchronization is off in every domain"),
      ValidationRow(
        area: "Writeback scenarios", check: "What is written back to Active Directory arrives, from one engine only.",
        proofs: [.startExchangeWriteback, .checkWriteback, .checkDelegated], byHand: writeback(plan),
        doesNotApply: writeback(plan).isEmpty ? "no writeback is on" : nil),
      ValidationRow(
        area: "Provisioning logs", check: "No lasting errors and no quarantine. An empty log is not a pass.",
        proofs: [.verifyCloud, .watchJobs], byHand: [], doesNotApply: nil),
      ValidationRow(
        area: "Agent health", check: "Every agent is active.", proofs: [.checkDelegated, .checkAgentServer], byHand: [],
        doesNotApply: nil),
      ValidationRow(
        area: "Identity, licences, cloud groups",
        check: "Every object keeps its identifier in the cloud, its source anchor, licences and memberships in cloud groups.",
        proofs: [.recordCloud, .compareCloud], byHand: [],
        doesNotApply: plan.environment.tenant.cloud.value.hasVerifiedGraph
          ? nil : "no Graph scripts in this cloud; compared in the portal"),
    ]
  }

  private static func writeback(_ plan: MigrationPlan) -> [String] {
    let facts = plan.environment.facts
    var lines: [String] = []
    if facts[.passwordWriteback].value != .no {
      lines.append("Password writeback: reset the password of a test user in the cloud and sign in with it on premises.")
    }
    if facts[.groupWritebackV1].value != .no || facts[.groupWritebackV2].value != .no {
      lines.append("Group writeback: change a member of a written-back group in the cloud and look for it in Active Directory.")
    }
    if plan.environment.forests.contains(where: { $0.domains.contains { $0.cloudSync.exchangeHybridWriteback.value } }) {
      lines.append(
        "Exchange hybrid writeback: change a written-back attribute of a hybrid mailbox in the cloud and look for it in Active Directory."
      )
    }
    return lines
  }
}
