import Model
import Vocabulary

/// Prepare the Cloud Sync configuration of each domain through Microsoft Graph: principal, jobs, secrets. Nothing is started here.
enum GraphPhase {
  static func phases(_ context: PlanContext) -> [Phase] {
    context.scopedDomains.map { phase(context, domain: $0) } + [delegated(context)]
  }

  private static func phase(_ context: PlanContext, domain: Domain) -> Phase {
    let name = domain.name.value
    let folder = context.layout.graph(name)
    let paths = ["tenant", "forests[].domains[\(name)].cloud-sync"]
    func step(
      _ id: String, _ title: String, _ purpose: String, _ kind: ScriptKind, _ file: String, needs: [String], expected: String,
      goNoGo: String,
      undo: Step.Undo, citations: [Citation], changes: Bool
    ) -> Step {
      Step(
        id: StepID.graph(name, id), title: title, purpose: purpose, actor: .entraAdministrator, place: .graphHost,
        minutes: 1...10, needs: needs,
        action: .run(Script(kind, for: .domain(name), at: "\(folder)/\(file)")), undo: undo, expected: expected, goNoGo: goNoGo,
        citations: citations, keyPaths: paths, changesState: changes, isForward: changes)
    }
    var steps = [
      step(
        "preflight", "Check tools, tenant and template for \(name)",
        "Checks bash, curl, jq and openssl, signs in, compares the tenant with the planned one and asks whether the application template exists in this cloud.",
        .preflight, "10-preflight.sh", needs: [],
        expected: "Tenant \(context.environment.tenant.id.value.text) answers and the template is there.",
        goNoGo: "Stop when the tenant differs.", undo: .nothing("it only reads"),
        citations: [.graphHowTo, .graphMetadata, .graphPermissions], changes: false),
      step(
        "principal", "Find or create the service principal for \(name)",
        "Looks for a Cloud Sync configuration of this domain first and adopts exactly one; instantiates the template only when there is none. Never blindly repeats the creation.",
        .findOrCreatePrincipal, "20-find-or-create-principal.sh",
        needs: [StepID.graph(name, "preflight"), StepID.agents("install.\(name)")],
        expected: "One service principal, its identifier in the run folder.", goNoGo: "Stop when two fit.",
        undo: .manual(
          "Nothing runs yet, so it may stay. To remove it, delete the configuration '\(name)' in the portal while all its jobs are disabled and have never run."
        ),
        citations: [.graphHowTo], changes: true),
      step(
        "jobs", "Find or create the provisioning jobs of \(name)",
        "Creates the jobs that this domain needs, each once and disabled. The writeback job is not among them: it is made after the schema was discovered and Connect's writeback is off.",
        .findOrCreateJobs, "30-find-or-create-jobs.sh", needs: [StepID.graph(name, "principal")],
        expected: "The jobs exist and none is active.",
        goNoGo: "Stop when a job is active that this kit did not start.",
        undo: .manual("Jobs that never ran may stay; they do nothing."), citations: [.graphHowTo, .graphMetadata], changes: true),
      step(
        "secrets", "Set domain, application key and deletion guard of \(name)",
        "Sends all settings in one PUT, because a PUT replaces the whole list: the domain, the key for password hash synchronization where wanted, and the notification with the deletion "
          + "threshold of \(domain.cloudSync.deleteThreshold.value). Reads them back.",
        .putSecrets, "40-put-secrets.sh", needs: [StepID.graph(name, "jobs")], expected: "Read back equal to the kit.",
        goNoGo: "Stop when settings are found that this kit does not own.",
        undo: .manual("Nothing runs yet. The settings before are in the run folder under backup/graph."),
        citations: [.graphHowTo, .accidentalDeletes], changes: true),
    ]
    if !domain.cloudSync.directoryExtensions.isEmpty {
      let attributes = domain.cloudSync.directoryExtensions.map(\.value).joined(separator: ", ")
      steps += [
        step(
          "extensions", "Create the directory extensions of \(name)",
          "Looks for a directory extension of each listed attribute (\(attributes)), first among those that Connect Sync made, then at CloudSyncCustomExtensionsApp, the only other "
            + "application whose extensions Cloud Sync writes. Creates what is missing, each once, with the type that Active Directory gives.",
          .createExtensions, "45-create-extensions.sh", needs: [StepID.graph(name, "secrets")],
          expected: "One extension for each attribute, its full name in the result and in the run folder.",
          goNoGo:
            "Stop when the agents do not know an attribute: they find new ones only after a restart. Stop when an extension of another type has the name.",
          undo: .manual(
            "An extension that nothing maps to holds no data and may stay. Deleting one deletes its values on every object, so this kit does not do it."
          ),
          citations: [.customAttributes, .graphMetadata], changes: true),
        extensionMapping(name, attributes: attributes, paths: paths),
      ]
    }
    if domain.cloudSync.exchangeHybridWriteback.value {
      steps.append(
        step(
          "discover-exchange", "Look for the Exchange schema of \(name)",
          "Asks an agent to discover the directory and looks for mailNickname on user. Records the answer; makes no job.",
          .discoverExchange, "50-discover-exchange.sh",
          needs: [StepID.graph(name, "secrets")], expected: "mailNickname is on user.",
          goNoGo: "Without it no writeback job will be made; the rest goes on.",
          undo: .nothing("discovery only refreshes the directory's description in the job's schema"),
          citations: [.exchangeHybrid], changes: true))
    }
    steps.append(
      Step(
        id: StepID.graph(name, "portal"), title: "Or do it in the portal: \(name)",
        purpose: "The same configuration by hand, for sites that do not use the scripts. Either way, not both.",
        actor: .entraAdministrator, place: .portal, minutes: 20...40,
        action: .manual(["Follow \(folder)/portal.md. Do not enable the configuration; the wave does that after its gate."]),
        undo: .manual("Delete the configuration while it has never been enabled."),
        expected: "A disabled configuration for \(name) with the scope of the first wave that has units there.",
        goNoGo: "Stop when the portal proposes all users.", citations: [.configure], keyPaths: paths, changesState: true,
        isForward: true))
    return Phase(
      id: "graph.\(name)", title: "Prepare Cloud Sync for \(name)",
      summary: "Principal, jobs and settings through Microsoft Graph. Nothing is started here.", folder: folder, steps: steps)
  }

  /// By hand. Of the mapping Microsoft's page on directory extensions ("Use attribute mapping to map Directory Extensions", read 2026-11)
  /// shows the portal alone. A page of the Graph documentation, "Configure synchronization with custom target attributes", adds an attribute
  /// to the target directory in a schema, for an application such as Salesforce; that the Entra side of Cloud Sync takes a definition written so
  /// is said nowhere. What is mapped in the portal stays: the scope scripts send back every mapping that is not their own.
  private static func extensionMapping(_ name: String, attributes: String, paths: [String]) -> Step {
    Step(
      id: StepID.graph(name, "map-extensions"), title: "Map the directory extensions of \(name) in the portal",
      purpose:
        "Connects \(attributes) to the extensions that the step before named. The job has never run, so nothing flows yet. By hand, because Microsoft documents the mapping in the portal "
        + "only: no page says how the target directory of this job learns of an extension through Graph.",
      actor: .entraAdministrator, place: .portal, minutes: 10...30, needs: [StepID.graph(name, "extensions")],
      action: .manual([
        "If an attribute is new in Active Directory, restart the service 'Microsoft Entra Provisioning Agent' on every agent server: agents discover new attributes only then.",
        "In the Microsoft Entra admin center open the configuration of \(name), then Attribute mapping, and choose the object type.",
        "For each of \(attributes): Add attribute mapping, type Direct, the attribute as source, and as target the full name (extension_…) that the step before printed. Apply, then save the schema.",
        "Change nothing else there, and do not enable the configuration.",
      ]),
      undo: .manual("Delete the added mappings in the portal while the configuration has never been enabled."),
      expected: "One direct mapping for each attribute. Later scope changes of this kit leave it as it is.",
      goNoGo:
        "Stop when the target does not offer the extension's name. Compare the values of the wave's test objects after on-demand provisioning.",
      citations: [.customAttributes], keyPaths: paths, changesState: true, isForward: true)
  }

  /// What an application token cannot read.
  private static func delegated(_ context: PlanContext) -> Phase {
    Phase(
      id: "graph.delegated", title: "Check agents and the tenant's deletion guard",
      summary: "Checks that only a signed-in person can make.", folder: "30-graph",
      steps: [
        Step(
          id: "graph.delegated", title: "Check agents and the tenant's deletion guard with a person's sign-in",
          purpose:
            "Agent health and the tenant-wide deletion guard can be read with delegated permissions only. The guard of Connect Sync also holds back deletions of Cloud Sync.",
          actor: .entraAdministrator, place: .graphHost, minutes: 5...10,
          action: .run(Script(.checkDelegated, for: .estate, at: "30-graph/95-check-delegated.sh")),
          undo: .nothing("it only reads"), expected: "Every domain has active agents; the guard's threshold is known.",
          goNoGo: "Stop when a domain has no active agent. What could not be read is not verified, which is not a pass.",
          citations: [.graphPermissions, .preventDeletes],
          keyPaths: ["tenant"], changesState: false, isForward: false)
      ])
  }
}
