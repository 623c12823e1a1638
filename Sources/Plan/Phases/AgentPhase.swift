import Vocabulary

/// Provisioning agents: can be done days before the first wave.
enum AgentPhase {
  static func phase(_ context: PlanContext) -> Phase {
    let folder = context.layout.agents
    var steps = [
      Step(
        id: StepID.agents("check"), title: "Check every server that gets an agent",
        purpose:
          "Reads the Windows version, .NET, the TLS 1.2 keys, the execution policy, the services and whether the addresses of this cloud answer, and says which agent build the "
          + "chosen features need.",
        actor: .directoryAdministrator, place: .agentServers, minutes: 5...15,
        action: .run(Script(.checkAgentServer, for: .estate, at: "\(folder)/10-check-agent-server.ps1")),
        undo: .nothing("it only reads"), expected: "All checks passed on every agent server.",
        goNoGo: "Stop on a server where a check fails; the installer would fail later and leave half an agent.",
        citations: [.prerequisites2026, .prerequisites2025, .troubleshoot, .agentVersions], keyPaths: agentPaths(context),
        changesState: false, isForward: false)
    ]
    steps += context.scopedDomains.map { domain in
      let name = domain.name.value
      let agents = domain.agents.map(\.value)
      return Step(
        id: StepID.agents("install.\(name)"), title: "Install the agents of \(name)",
        purpose:
          "Installs the provisioning agent on \(agents.isEmpty ? "the chosen servers" : agents.joined(separator: ", ")), one server at a time: two at once ended in quarantine "
          + "with credential errors. Registers the domain and sets the permissions of the group managed service account for the chosen features, since installers from 1.1.2334 set none.",
        actor: .directoryAdministrator, place: .agentServers, minutes: 15...30, needs: [StepID.agents("check")],
        action: .run(Script(.installAgent, for: .domain(name), at: "\(folder)/20-install-agent-\(name.lowercased()).ps1")),
        undo: .manual(
          "Uninstall 'Microsoft Entra Provisioning Agent' on the server; the portal shows it inactive after about an hour and drops it after about ten days."
        ),
        expected: "Services running, and the portal shows every agent of the domain as active.",
        goNoGo:
          "Go with \(Limit.recommendedAgents.value) active agents, or at least two with the approver's consent. Stop with fewer.",
        citations: [.prerequisites2026, .installPowerShell, .groupManagedAccount, .agentVersions],
        keyPaths: agentPaths(context, only: name), changesState: true,
        isForward: true)
    }
    return Phase(
      id: "agents", title: "Install the agents", summary: "Provisioning agents: can be done days before the first wave.",
      folder: folder, steps: steps)
  }

  private static func agentPaths(_ context: PlanContext, only name: String? = nil) -> [String] {
    context.environment.forests.flatMap { forest in
      forest.domains.filter { name == nil || $0.name.value.utf8.elementsEqual(name!.utf8) }.map {
        "forests[\(forest.name.value)].domains[\($0.name.value)].agents"
      }
    }
  }
}
