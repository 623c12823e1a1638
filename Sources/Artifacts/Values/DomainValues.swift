import Model
import Plan
import Vocabulary

/// What templates may say about a domain and its Cloud Sync configuration.
enum DomainValues {
  static let table = ValueTable<DomainSubject>([
    .text("name") { $0.domain.name.value },
    .text("dn") { $0.domain.distinguishedName.text },
    .text("forest") { $0.forest.name.value },
    .text("connector") { $0.forest.connector.name.value },
    .texts("objectTypes") { subject in
      ObjectType.allCases.filter { type in subject.forest.objectTypes.contains { $0.value == type } }.map(\.rawValue)
    },
    // What the input says about the domain's objects; -1 where it says nothing.
    .integer("countedUsers") { $0.domain.counts?.users?.value ?? -1 },
    .integer("countedInetOrgPersons") { $0.domain.counts?.inetOrgPersons?.value ?? -1 },
    .integer("countedGroups") { $0.domain.counts?.groups?.value ?? -1 },
    .integer("countedContacts") { $0.domain.counts?.contacts?.value ?? -1 },
    .integer("countedComputers") { $0.domain.counts?.computers?.value ?? -1 },
    .integer("countedLargestGroup") { $0.domain.counts?.largestGroup?.value ?? -1 },
    // The units of all waves in this domain.
    .texts("units") { subject in
      let scope = subject.plan.revisions.last?.scope(ofDomain: subject.domain.name.value)
      return scope?.units.map(\.name.value.text) ?? []
    },
    // The waves that bring units of the domain, in order.
    .list("waves", waveTable) { subject in
      subject.plan.revisions.filter { $0.scope(ofDomain: subject.domain.name.value)?.hasNewUnits == true }.map { revision in
        (name: subject.plan.environment.waves[revision.number - 1].name.value, revision: revision.number)
      }
    },
    .texts("agents") { $0.domain.agents.map(\.value) },
    .flag("passwordHashSync") { $0.domain.cloudSync.passwordHashSync.value },
    .flag("exchangeHybridWriteback") { $0.domain.cloudSync.exchangeHybridWriteback.value },
    // True unless the input says in so many words that Connect does not write these attributes back: unknown counts as on.
    .flag("connectWritesExchangeBack") { $0.plan.environment.facts[.exchangeHybridWriteback].value != .no },
    .flag("deviceSync") {
      $0.domain.cloudSync.deviceSync.isWanted.value && $0.domain.cloudSync.deviceSync.previewIsAcknowledged.value
    },
    .texts("directoryExtensions") { $0.domain.cloudSync.directoryExtensions.map(\.value) },
    .integer("deleteThreshold") { $0.domain.cloudSync.deleteThreshold.value },
    .texts("notify") { $0.domain.cloudSync.notify.map(\.value) },
    .flag("hasAttributeMappings") { !$0.domain.cloudSync.attributeMappings.isEmpty },
    // The folder of its request bodies.
    .text("bodies") { $0.plan.layout.bodies($0.domain.name.value) },
    // The name of the configuration in the portal; also the service principal's display name.
    .text("displayName") { $0.domain.name.value },
  ])

  static let waveTable = ValueTable<(name: String, revision: Int)>([
    .text("name") { $0.name },
    .integer("revision") { $0.revision },
  ])
}
