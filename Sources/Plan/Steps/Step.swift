import Vocabulary

/// One thing that somebody does, with everything that person needs to know before, and what undoes it.
package final class Step: Sendable {
  /// Stable and unique, such as `waves.pilot.rules.install.SYNC01`.
  package let id: String
  package let title: String
  /// What it does and why now, in a few plain sentences.
  package let purpose: String
  package let actor: Actor
  package let place: Place
  /// How long it takes as a rule, in minutes.
  package let minutes: ClosedRange<Int>
  /// Steps that must be done before it.
  package let needs: [String]
  package let action: Action
  package let undo: Undo
  /// What is there to be seen when it went well.
  package let expected: String
  /// When to go on, and when to stop.
  package let goNoGo: String
  package let citations: [Citation]
  /// Key paths of the input that it rests on.
  package let keyPaths: [String]
  /// Whether it changes anything outside the run folder.
  package let changesState: Bool
  /// Whether it leads towards Cloud Sync. Assessment, backup, verification and rollback do not; they are always written.
  package let isForward: Bool

  package init(
    id: String, title: String, purpose: String, actor: Actor, place: Place, minutes: ClosedRange<Int>, needs: [String] = [],
    action: Action,
    undo: Undo, expected: String, goNoGo: String, citations: [Citation], keyPaths: [String], changesState: Bool, isForward: Bool
  ) {
    self.id = id
    self.title = title
    self.purpose = purpose
    self.actor = actor
    self.place = place
    self.minutes = minutes
    self.needs = needs
    self.action = action
    self.undo = undo
    self.expected = expected
    self.goNoGo = goNoGo
    self.citations = citations
    self.keyPaths = keyPaths
    self.changesState = changesState
    self.isForward = isForward
  }

  package enum Action: Sendable {
    case run(Script)
    /// Done by hand: numbered instructions.
    case manual([String])
  }

  package enum Undo: Sendable {
    /// Paths of the scripts that undo it, in order.
    case run([String])
    /// How to undo it by hand.
    case manual(String)
    /// Nothing to undo, and why.
    case nothing(String)
  }

  /// Whether it belongs to a way back.
  package var isWayBack: Bool { id.utf8.split(separator: UInt8(ascii: ".")).contains { $0.elementsEqual("rollback".utf8) } }

  package var script: Script? { if case .run(let script) = action { script } else { nil } }
}

/// Who does a step.
package enum Actor: String, Sendable, Hashable, CaseIterable {
  case connectAdministrator = "Connect Sync administrator"
  case directoryAdministrator = "Active Directory administrator"
  case entraAdministrator = "Hybrid Identity Administrator"
  case approver = "Change approver"
}

/// Where a step is done.
package enum Place: Sendable, Hashable {
  case connectServer(String)
  case agentServers
  /// A domain-joined Windows machine with the Active Directory module.
  case managementHost
  /// A machine with bash, curl and jq that reaches Microsoft Graph.
  case graphHost
  case portal
  case desk

  package var title: String {
    switch self {
    case .connectServer(let name): "Connect Sync server \(name)"
    case .agentServers: "every agent server, one at a time"
    case .managementHost: "a domain-joined Windows machine with the Active Directory module"
    case .graphHost: "a machine with bash, curl and jq that reaches Microsoft Graph"
    case .portal: "Microsoft Entra admin center"
    case .desk: "any desk"
    }
  }
}

/// A group of steps that belong together, in the order of work.
package struct Phase: Sendable {
  /// Such as `assess` or `waves.pilot`.
  package let id: String
  package let title: String
  package let summary: String
  /// Folder of the kit that holds its files.
  package let folder: String
  /// The wave that the phase carries out; nil for phases of the whole estate.
  package let wave: Int?
  package let steps: [Step]

  package init(id: String, title: String, summary: String, folder: String, wave: Int? = nil, steps: [Step]) {
    self.id = id
    self.title = title
    self.summary = summary
    self.folder = folder
    self.wave = wave
    self.steps = steps
  }
}

/// One way back, from R0 (nothing started yet) to R6 (Connect is uninstalled).
package struct RollbackPlan: Sendable {
  /// `R0` to `R6`.
  package let id: String
  package let title: String
  /// What has to have happened for this way to be the right one.
  package let trigger: String
  package let hazard: String
  package let steps: [Step]
  /// The wave it takes back; nil for ways that concern the whole estate.
  package let wave: Int?

  package init(id: String, title: String, trigger: String, hazard: String, steps: [Step], wave: Int? = nil) {
    self.id = id
    self.title = title
    self.trigger = trigger
    self.hazard = hazard
    self.steps = steps
    self.wave = wave
  }
}
