import Vocabulary

/// Find out whether the estate can go, before anything changes.
enum AssessPhase {
  static func phase(_ context: PlanContext) -> Phase {
    let folder = context.layout.assess
    let counts = context.environment.forests.flatMap { forest in
      forest.domains.map { "forests[\(forest.name.value)].domains[\($0.name.value)].counts" }
    }
    var steps = [
      Step(
        id: StepID.assess("read-readiness"), title: "Read the readiness report",
        purpose:
          "The report says what Cloud Sync cannot do for this estate, what it does on a condition, and what nobody has answered yet. Blockers withhold every "
          + "script that goes forward until they are gone or waived.",
        actor: .approver, place: .desk, minutes: 15...60,
        action: .manual([
          "Open \(folder)/readiness.md and read the blockers, the conditions and the questions.",
          "Answer every question in the environment file, generate the kit again and compare.",
          "Decide the path first: Microsoft's own wizard or this kit. Rules and configurations made by this kit disqualify the tenant from the wizard until they are removed.",
        ]),
        undo: .nothing("reading changes nothing"),
        expected: "No blocker without a waiver, no open question that concerns the first wave.",
        goNoGo: "Go when the approver has signed the conditions. Stop while a blocker stands.",
        citations: [.migrationTool, .decisionGuide], keyPaths: ["waivers"], changesState: false, isForward: false),
      Step(
        id: StepID.assess("count-objects"), title: "Take the inventory of every domain",
        purpose:
          "Counts users, inetOrgPersons, groups, contacts and computers of each domain, finds the largest groups by the length of their member attribute, and compares with the limits "
          + "of Cloud Sync. Writes down the tree of units, the anchors, the references and a few sample objects as they are now; later steps and the generator read these files.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 5...60,
        action: .run(Script(.countObjects, for: .estate, at: "\(folder)/10-count-objects.ps1")),
        undo: .nothing("it only reads"),
        expected:
          "Every domain below \(Limit.objectsPerDomain.value) objects, no group above \(Limit.membersPerGroup.value) members; inventory.json and samples.json of each domain in the run folder.",
        goNoGo: "Stop when a limit is exceeded or a domain cannot be read.",
        citations: [.decisionGuide, .cloudSyncFAQ, .wizardBlog],
        keyPaths: counts,
        changesState: false, isForward: false),
      Step(
        id: StepID.assess("check-attributes"), title: "Check the attributes that synchronization stumbles over",
        purpose:
          "Looks for duplicates of proxyAddresses, mail and userPrincipalName across all domains, illegal characters, suffixes that cannot be routed and values that are "
          + "too long. IdFix, which did this, is retired since 2026-06-30.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 10...120,
        action: .run(Script(.checkAttributes, for: .estate, at: "\(folder)/20-check-attributes.ps1")),
        undo: .nothing("it only reads"), expected: "No duplicate and no illegal value among the objects of the waves.",
        goNoGo: "Mend duplicates in the units of a wave before that wave.", citations: [.idFix, .prerequisites2025],
        keyPaths: ["forests"], changesState: false, isForward: false),
    ]
    steps += context.servers.map { server in
      Step(
        id: StepID.assess("check-connect-server.\(server)"), title: "Check the Connect Sync server \(server)",
        purpose:
          "Reads the build, the role, the scheduler, the connectors, the metaverse schema (cloudNoFlow has to be there) and the rules in place, and records the "
          + "deletion threshold.",
        actor: .connectAdministrator, place: .connectServer(server), minutes: 5...10,
        action: .run(
          Script(.checkConnectServer, for: .server(server), at: "\(folder)/30-check-connect-\(server.lowercased()).ps1")),
        undo: .nothing("it only reads"),
        expected:
          "All checks passed: build, role, one connector of each planned name, cloudNoFlow in the schema, free precedences.",
        goNoGo: "Stop when a check fails; nothing of this kit may run on the server before.",
        citations: [.tutorial, .connectDates, .importExport],
        keyPaths: ["connect.build", "connect.servers[\(server)]"], changesState: false, isForward: false)
    }
    steps.append(accounts(context))
    return Phase(
      id: "assess", title: "Assess", summary: "Find out whether the estate can go, before anything changes.", folder: folder,
      steps: steps)
  }

  /// The accounts that later steps sign in with, and the one that the service signs in with.
  private static func accounts(_ context: PlanContext) -> Step {
    Step(
      id: StepID.assess("check-accounts"), title: "Check the accounts that do the work",
      purpose:
        "Missing roles and sign-in policies are found here and not in the middle of a wave. A policy that asks the synchronization service account for a second factor makes "
        + "the configuration fail.",
      actor: .entraAdministrator, place: .desk, minutes: 10...30,
      action: .manual([
        "The Hybrid Identity Administrator is a cloud-only member of the tenant, not a guest: an account that is synchronized could lock itself out.",
        "Whoever installs the agents is a Domain or Enterprise Administrator of the domain, with a password that does not expire meanwhile.",
        "The account ADToAADSyncServiceAccount@\(context.environment.tenant.name.value) is excluded from policies that ask for multi-factor authentication or refuse sign-ins without interaction. "
          + "The service creates it with the first configuration, so look again before the first wave.",
        "The application that the Graph scripts sign in with, if any, has the permissions that each script names, and no others.",
      ]),
      undo: .nothing("it only reads"), expected: "All of them hold.", goNoGo: "Stop while one is missing.",
      citations: [.prerequisites2025, .configure, .graphPermissions], keyPaths: ["tenant", "sign-in"], changesState: false,
      isForward: false)
  }
}
