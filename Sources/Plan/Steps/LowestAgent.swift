import Model
import Vocabulary

extension MigrationPlan {
  /// The lowest build of the provisioning agent that the features of this estate ask for. What is unknown counts as used.
  package var lowestAgentVersion: String {
    let facts = environment.facts
    let settings = environment.forests.flatMap(\.domains).map(\.cloudSync)
    if facts[.crossDomainReferences].value != .no { return AgentVersion.crossDomainReferences }
    if environment.tenant.cloud.value == .usGov || environment.tenant.cloud.value == .usGovDoD {
      return AgentVersion.usGovernment
    }
    if settings.contains(where: { $0.exchangeHybridWriteback.value || $0.deviceSync.isWanted.value }) {
      return AgentVersion.exchangeHybridAndDevices
    }
    return AgentVersion.passwordWriteback
  }
}
