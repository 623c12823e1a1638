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
        changesState: false, isForward: false),
      transportSecurity(context, folder),
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

  /// Where the check found the keys of TLS 1.2 missing.
  private static func transportSecurity(_ context: PlanContext, _ folder: String) -> Step {
    let file = KitLayout.enableTLS
    return Step(
      id: StepID.agents("tls"), title: "Set the TLS 1.2 keys where the check found them missing",
      purpose:
        "The agent needs TLS 1.2, and Microsoft's prerequisites name the keys of the registry. They concern every program of the server, so they are set only where a check (tls.Client, tls.Server, "
        + "tls.dotnet) failed.",
      actor: .directoryAdministrator, place: .agentServers, minutes: 5...30, needs: [StepID.agents("check")],
      action: .manual([
        "Leave out every server on which the TLS checks passed.",
        "Keep what is there, for the way back: reg.exe export \"HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\" before.reg and reg.exe export \"HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\" before-dotnet.reg. The result of the check holds the values too.",
        "In an elevated prompt: reg.exe import \(folder)\\\(file)",
        "Restart the server: neither Windows nor .NET takes the keys earlier.",
        "Run \(folder)/10-check-agent-server.ps1 again.",
      ]),
      undo: .manual(
        "Import \(folder)/\(KitLayout.undoTLS) and restart the server: the values are gone, and Windows' own defaults hold. It cannot know other values that stood there before; those are in before.reg and before-dotnet.reg."
      ),
      expected: "The TLS checks pass on every agent server.",
      goNoGo: "Stop when another program on the server needs an older protocol; then give the agent a server of its own.",
      citations: [.prerequisites2025, .prerequisites2023], keyPaths: agentPaths(context), changesState: true, isForward: true)
  }

  private static func agentPaths(_ context: PlanContext, only name: String? = nil) -> [String] {
    context.environment.forests.flatMap { forest in
      forest.domains.filter { name == nil || $0.name.value.utf8.elementsEqual(name!.utf8) }.map {
        "forests[\(forest.name.value)].domains[\($0.name.value)].agents"
      }
    }
  }
}
