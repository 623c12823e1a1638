import Model
import Plan
import Vocabulary

/// What every template may say about the kit as a whole.
enum KitValues {
  static let table = ValueTable<MigrationPlan>([
    .text("environment") { $0.environment.name.value },
    .text("tenantName") { $0.environment.tenant.name.value },
    .text("tenantId") { $0.environment.tenant.id.value.text },
    .text("cloud") { $0.environment.tenant.cloud.value.rawValue },
    .text("cloudTitle") { $0.environment.tenant.cloud.value.title },
    .text("graphRoot") { $0.environment.tenant.cloud.value.graphRoot },
    .text("loginRoot") { $0.environment.tenant.cloud.value.loginRoot },
    // False where nobody has verified the service, so that no Graph script is written.
    .flag("hasGraphScripts") { $0.environment.tenant.cloud.value.hasVerifiedGraph },
    .text("graphVersion") { $0.environment.kit.graphVersion.value.rawValue },
    .text("graphEnvironment") { $0.environment.tenant.cloud.value.graphPowerShellEnvironment },
    .text("adminCenter") { $0.environment.tenant.cloud.value.adminCenter },
    .optionalText("agentEnvironmentName") { $0.environment.tenant.cloud.value.agentEnvironmentName },
    .text("signInMethod") { $0.environment.signIn.value.rawValue },
    .text("lowestAgentVersion") { $0.lowestAgentVersion },
    .list("agentEndpoints", endpointTable) { $0.environment.tenant.cloud.value.agentEndpoints },
    // What the registry of an agent server has to hold for TLS 1.2.
    .list("tlsValues", registryTable) { _ in AgentTransportSecurity.values },
    .texts("agentEndpointFamilies") { $0.environment.tenant.cloud.value.agentEndpointFamilies },
    // Unknown counts as off here: the right is given when somebody says that it is needed.
    .flag("passwordWriteback") { $0.environment.facts[.passwordWriteback].value == .yes },
    .flag("groupWriteback") { $0.environment.writesGroupsBack },
    .flag("mailPublicFolders") { $0.environment.facts[.mailPublicFolders].value == .yes },
    .integer("objectLimit") { _ in Limit.objectsPerDomain.value },
    .integer("memberLimit") { _ in Limit.membersPerGroup.value },
    .text("connectBuild") { $0.environment.connect.build.value.text },
    .text("sourceAnchor") { $0.environment.connect.sourceAnchor.value.attribute },
    .text("entraConnectorId") { _ in SynchronizationRule.entraConnector.text },
    // Default name of the run folder, beside the kit.
    .text("runFolderName") { "\($0.environment.name.value)-run" },
    .flag("isPartial") { $0.environment.goal.value == .partial },
    // The units that the input names to stay on Connect Sync.
    .texts("remainingUnits") { $0.environment.staysOnConnect.map(\.unit.value.text) },
    .list("servers", ServerValues.table) { plan in plan.environment.connect.servers.map { ServerSubject(plan: plan, server: $0) }
    },
    .list("domains", DomainValues.table) { plan in
      plan.environment.forests.flatMap { forest in forest.domains.map { DomainSubject(plan: plan, forest: forest, domain: $0) } }
    },
    // Every rule of the kit, with the scope of the last revision.
    .list("allRules", RuleValues.table) { plan in
      plan.revisions.last.map { plan.rules.rules(of: $0).map { RuleSubject(scoped: $0, plan: plan) } } ?? []
    },
    .flag("isForced") { $0.isForced },
    .flag("hasWaivers") { !$0.environment.waivers.isEmpty },
    .list("waivers", waiverTable) { $0.environment.waivers },
    .list("exitCodes", exitCodeTable) { _ in ExitCode.allCases },
  ])

  static let waiverTable = ValueTable<Waiver>([
    .text("finding") { $0.finding.value },
    .text("reason") { $0.reason.value },
    .text("who") { $0.who.value },
  ])

  static let registryTable = ValueTable<RegistryNumber>([
    .text("part") { $0.part },
    // As PowerShell's provider for the registry spells it.
    .text("path") { "HKLM:\\\($0.key)" },
    .text("name") { $0.name },
    .integer("data") { $0.data },
  ])

  static let endpointTable = ValueTable<AgentEndpoint>([
    .text("host") { $0.host },
    .integer("port") { $0.port },
  ])

  static let exitCodeTable = ValueTable<ExitCode>([
    .integer("code") { $0.rawValue },
    // In bash's spelling, and in PowerShell's.
    .text("name") { $0.name },
    .text("key") { $0.key },
    .text("meaning") { $0.meaning },
  ])
}
