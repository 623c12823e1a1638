import Diagnostics
import Vocabulary

/// Reads one element of the key `domains`.
enum DomainReader {
  static func domain(_ reader: ObjectReader) -> Domain? {
    let name = reader.required(DomainShape.name)
    let domain = (
      note: reader.optional(DomainShape.note), counts: counts(reader), agents: reader.list(DomainShape.agents) ?? [],
      scope: connectScope(reader), cloudSync: CloudSyncReader.settings(reader.objectOrDefaults(DomainShape.cloudSync))
    )
    guard let name else { return nil }
    return Domain(
      name: name, note: domain.note, counts: domain.counts, agents: domain.agents, connectScope: domain.scope,
      cloudSync: domain.cloudSync)
  }

  private static func counts(_ reader: ObjectReader) -> ObjectCounts? {
    guard reader.node(DomainShape.counts.name) != nil, let counts = reader.object(DomainShape.counts) else { return nil }
    return ObjectCounts(
      users: counts.optional(CountsShape.users),
      inetOrgPersons: counts.optional(CountsShape.inetOrgPersons),
      groups: counts.optional(CountsShape.groups),
      contacts: counts.optional(CountsShape.contacts),
      computers: counts.optional(CountsShape.computers),
      largestGroup: counts.optional(CountsShape.largestGroup),
      range: counts.place)
  }

  private static func connectScope(_ reader: ObjectReader) -> ConnectScope? {
    guard reader.node(DomainShape.connectScope.name) != nil, let scope = reader.object(DomainShape.connectScope) else {
      return nil
    }
    return ConnectScope(
      included: scope.list(ConnectScopeShape.include) ?? [], excluded: scope.list(ConnectScopeShape.exclude) ?? [])
  }
}
