import Vocabulary

/// What nobody does during the migration, whatever the pressure. First page of everything about the way back.
package struct NeverDo: Sendable {
  package let rule: String
  package let reason: String
  package let citation: Citation

  /// In the order in which they would hurt.
  package static let list: [NeverDo] = [
    NeverDo(
      rule: "Never shrink or empty the scope of a Cloud Sync configuration.",
      reason: "Objects that fall out of the scope are deleted in Entra. To stand still, pause the jobs.", citation: .cloudSyncFAQ),
    NeverDo(
      rule: "Never take a unit, a domain, a group or anything they refer to out of Connect Sync's scope before cutover.",
      reason: "Members and managers are lost on objects that Connect still holds.", citation: .migration),
    NeverDo(
      rule: "Never start Connect Sync's exports on the way back before every Cloud Sync job of the domain reads back as paused.",
      reason: "Two engines would write the same objects.", citation: .tutorial),
    NeverDo(
      rule: "Never resume paused jobs after the rules went back to an earlier revision.",
      reason:
        "The jobs still hold the wider scope. The ways out are to repair and apply the wave again, or to take back all waves of the domain.",
      citation: .inference),
    NeverDo(
      rule: "Never use ForceDeletes, and never switch a deletion threshold off, to get something unexplained moving.",
      reason: "Deletions that are let through this way are final for groups.", citation: .accidentalDeletes),
    NeverDo(
      rule: "Never delete a Cloud Sync configuration in a hurry.",
      reason: "The portal does not ask a second time; the objects stay and nobody owns them.", citation: .configure),
    NeverDo(
      rule: "Never move users between units that belong to different engines.",
      reason: "They are deleted and created again.", citation: .cloudSyncFAQ),
    NeverDo(
      rule: "Never clear onPremisesImmutableId, onPremisesObjectIdentifier or mS-DS-ConsistencyGuid.",
      reason: "They tie a cloud object to its Active Directory twin; since July 2026 a lost tie is hard to mend.",
      citation: .hardMatch),
    NeverDo(
      rule: "Never set cloudNoFlow by hand.", reason: "The inbound rule sets it again in the next synchronization.",
      citation: .inference),
    NeverDo(
      rule: "Never have two active Connect Sync servers, and never switch staging mode by PowerShell.",
      reason: "Only one may export; the switch belongs to the wizard, anything else is not supported.", citation: .staging),
    NeverDo(
      rule: "Never turn directory synchronization off for the tenant (onPremisesSyncEnabled).",
      reason: "It ends synchronization for Cloud Sync too; it is not how Connect Sync is taken away.", citation: .inference),
  ]
}
