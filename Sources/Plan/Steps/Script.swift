/// One generated script: which template makes it, for what, and where it goes in the kit.
package struct Script: Sendable {
  package let kind: ScriptKind
  package let subject: ScriptSubject
  /// Path in the kit.
  package let path: String

  package init(_ kind: ScriptKind, for subject: ScriptSubject, at path: String) {
    precondition(kind.subject == subject.kind, "\(kind) is written for \(kind.subject), not for \(subject.kind)")
    self.kind = kind
    self.subject = subject
    self.path = path
  }
}

/// What a script is written for: decides which values its template may use.
package enum ScriptSubject: Sendable {
  case estate
  case server(String)
  case domain(String)
  /// By the wave's index.
  case wave(Int)
  case waveOnServer(Int, String)
  case waveInDomain(Int, String)

  /// The kinds of subjects, without saying which one.
  package enum Kind: Sendable, Hashable, CaseIterable {
    case estate, server, domain, wave, waveOnServer, waveInDomain
  }

  package var kind: Kind {
    switch self {
    case .estate: .estate
    case .server: .server
    case .domain: .domain
    case .wave: .wave
    case .waveOnServer: .waveOnServer
    case .waveInDomain: .waveInDomain
    }
  }
}

/// The kinds of generated scripts. The raw value is the name of the template.
package enum ScriptKind: String, Sendable, CaseIterable {
  // Active Directory and the Connect Sync servers (PowerShell).
  case checkAgentServer = "PowerShell/Agents/check-agent-server.ps1"
  case installAgent = "PowerShell/Agents/install-agent.ps1"
  case checkAttributes = "PowerShell/Directory/check-attributes.ps1"
  case checkSiblings = "PowerShell/Directory/check-siblings.ps1"
  case collectObjects = "PowerShell/Directory/collect-objects.ps1"
  case countObjects = "PowerShell/Directory/count-objects.ps1"
  case countUnit = "PowerShell/Directory/count-unit.ps1"
  case createUnit = "PowerShell/Directory/create-unit.ps1"
  case moveTestUsers = "PowerShell/Directory/move-test-users.ps1"
  case backUpConnect = "PowerShell/Connect/back-up-connect.ps1"
  case checkConnectServer = "PowerShell/Connect/check-connect-server.ps1"
  case checkPasswordEvents = "PowerShell/Connect/check-password-events.ps1"
  case checkPendingExports = "PowerShell/Connect/check-pending-exports.ps1"
  case checkSoak = "PowerShell/Connect/check-soak.ps1"
  case disableRules = "PowerShell/Connect/disable-rules.ps1"
  case fullSynchronization = "PowerShell/Connect/full-synchronization.ps1"
  case installRules = "PowerShell/Connect/install-rules.ps1"
  case proveRules = "PowerShell/Connect/prove-rules.ps1"
  case removeRules = "PowerShell/Connect/remove-rules.ps1"
  case restoreRules = "PowerShell/Connect/restore-rules.ps1"
  case startScheduler = "PowerShell/Connect/start-scheduler.ps1"
  case stopScheduler = "PowerShell/Connect/stop-scheduler.ps1"
  case verifyRules = "PowerShell/Connect/verify-rules.ps1"
  case checkEstate = "PowerShell/Verify/check-estate.ps1"
  case checkWriteback = "PowerShell/Verify/check-writeback.ps1"
  case compareSamples = "PowerShell/Verify/compare-samples.ps1"
  case verifyObjects = "PowerShell/Verify/verify-objects.ps1"

  // Microsoft Graph (bash, curl, jq).
  case recordCloud = "Bash/Baseline/record-cloud.sh"
  case compareCloud = "Bash/Baseline/compare-cloud.sh"
  case preflight = "Bash/Prepare/preflight.sh"
  case findOrCreatePrincipal = "Bash/Prepare/find-or-create-principal.sh"
  case findOrCreateJobs = "Bash/Prepare/find-or-create-jobs.sh"
  case putSecrets = "Bash/Prepare/put-secrets.sh"
  case createExtensions = "Bash/Prepare/create-extensions.sh"
  case discoverExchange = "Bash/Prepare/discover-exchange.sh"
  case checkDelegated = "Bash/Prepare/check-delegated.sh"
  case pauseJobs = "Bash/Scope/pause-jobs.sh"
  case putScope = "Bash/Scope/put-scope.sh"
  case checkScope = "Bash/Scope/check-scope.sh"
  case checkGate = "Bash/Start/check-gate.sh"
  case provisionTestObjects = "Bash/Start/provision-test-objects.sh"
  case startProvisioning = "Bash/Start/start-provisioning.sh"
  case startPasswordHashSync = "Bash/Start/start-password-hash-sync.sh"
  case startDeviceSync = "Bash/Start/start-device-sync.sh"
  case startExchangeWriteback = "Bash/Start/start-exchange-writeback.sh"
  case watchJobs = "Bash/Watch/watch-jobs.sh"
  case verifyCloud = "Bash/Verify/verify-cloud.sh"

  /// What scripts of this kind are written for: one kind has one vocabulary.
  package var subject: ScriptSubject.Kind {
    switch self {
    case .checkAgentServer, .checkAttributes, .checkEstate, .countObjects, .checkDelegated:
      .estate
    case .backUpConnect, .checkConnectServer, .checkSoak, .disableRules, .removeRules:
      .server
    case .installAgent, .preflight, .findOrCreatePrincipal, .findOrCreateJobs, .putSecrets, .createExtensions, .discoverExchange:
      .domain
    case .countUnit, .createUnit, .moveTestUsers:
      .wave
    case .checkPasswordEvents, .checkPendingExports, .fullSynchronization, .installRules, .proveRules, .restoreRules,
      .startScheduler, .stopScheduler,
      .verifyRules:
      .waveOnServer
    case .checkSiblings, .checkWriteback, .collectObjects, .compareSamples, .verifyObjects, .pauseJobs, .putScope, .checkScope,
      .checkGate,
      .provisionTestObjects,
      .startProvisioning,
      .startPasswordHashSync, .startDeviceSync, .startExchangeWriteback, .watchJobs, .verifyCloud, .recordCloud, .compareCloud:
      .waveInDomain
    }
  }

  package var isPowerShell: Bool { rawValue.utf8.starts(with: "PowerShell/".utf8) }
}
