import Diagnostics
import Vocabulary

/// One Active Directory forest and the connector that Connect Sync has for it.
package struct Forest: Sendable {
  /// DNS name of the forest's root domain.
  package var name: Located<String>
  package var connector: Connector
  package var objectTypes: [Located<ObjectType>]
  package var domains: [Domain]

  package init(name: Located<String>, connector: Connector, objectTypes: [Located<ObjectType>], domains: [Domain]) {
    self.name = name
    self.connector = connector
    self.objectTypes = objectTypes
    self.domains = domains
  }
}

/// Connect Sync's connector to one forest. Its name is the same on every server, its identifier differs.
package struct Connector: Sendable {
  package var name: Located<String>
  /// By server name. A server that is missing has an unknown identifier: no inbound rule XML is written for it.
  package var ids: [ConnectorID]

  package struct ConnectorID: Sendable {
    package var server: Located<String>
    package var id: Located<GUID>
    package init(server: Located<String>, id: Located<GUID>) {
      self.server = server
      self.id = id
    }
  }

  package init(name: Located<String>, ids: [ConnectorID]) {
    self.name = name
    self.ids = ids
  }

  package func id(on server: String) -> Located<GUID>? {
    ids.first { isSameName($0.server.value, server) }?.id
  }
}

/// One domain: what it holds, where its agents are, and what Cloud Sync is to do there.
package struct Domain: Sendable {
  /// DNS name.
  package var name: Located<String>
  package var note: Located<String>?
  package var counts: ObjectCounts?
  /// What the inventory measured of the same numbers, in the order of the keys of `counts`. Empty when there is no inventory of the domain.
  package var measured: [MeasuredCount] = []
  /// Names of the servers that run, or will run, a provisioning agent.
  package var agents: [Located<String>]
  package var connectScope: ConnectScope?
  package var cloudSync: CloudSyncSettings

  package init(
    name: Located<String>, note: Located<String>?, counts: ObjectCounts?, agents: [Located<String>], connectScope: ConnectScope?,
    cloudSync: CloudSyncSettings
  ) {
    self.name = name
    self.note = note
    self.counts = counts
    self.agents = agents
    self.connectScope = connectScope
    self.cloudSync = cloudSync
  }

  /// `DC=…` of the DNS name.
  package var distinguishedName: DistinguishedName { DistinguishedName(domain: name.value) }
}

/// The containers that Connect Sync includes and excludes in one domain; the longest match decides.
package struct ConnectScope: Sendable {
  package var included: [Located<DistinguishedName>]
  package var excluded: [Located<DistinguishedName>]

  package init(included: [Located<DistinguishedName>], excluded: [Located<DistinguishedName>]) {
    self.included = included
    self.excluded = excluded
  }
}
