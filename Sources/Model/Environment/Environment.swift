import Diagnostics
import Vocabulary

/// One estate and what is to become of it: the input file, typed. Everything in it knows where it was written;
/// a value that the file leaves to its default stands at the place of the object that would hold it.
package struct Environment: Sendable {
  /// Name of the output folder: lower-case letters, digits and hyphens.
  package var name: Located<String>
  package var note: Located<String>?
  package var goal: Located<Goal>
  package var tenant: Tenant
  package var signIn: Located<SignInMethod>
  package var connect: ConnectSync
  package var facts: EstateFacts
  package var forests: [Forest]
  /// Folder with the results of the kit's inventory scripts, relative to the input file.
  package var inventory: Located<String>?
  package var waves: [Wave]
  /// For a partial goal: the units that stay on Connect Sync, and why.
  package var staysOnConnect: [RemainingUnit]
  package var waivers: [Waiver]
  package var kit: KitSettings
  package var owners: Owners
  /// What is to be said to Microsoft when its deadline cannot be met.
  package var exception: ExceptionRequest?
  /// What stands in the place of units of which Connect Sync leaves a part out; found when the inventory is put beside the file.
  package var expansions: [UnitExpansion] = []

  package init(
    name: Located<String>, note: Located<String>?, goal: Located<Goal>, tenant: Tenant, signIn: Located<SignInMethod>,
    connect: ConnectSync,
    facts: EstateFacts, forests: [Forest], inventory: Located<String>? = nil, waves: [Wave], staysOnConnect: [RemainingUnit],
    waivers: [Waiver], kit: KitSettings, owners: Owners, exception: ExceptionRequest? = nil
  ) {
    self.name = name
    self.note = note
    self.goal = goal
    self.tenant = tenant
    self.signIn = signIn
    self.connect = connect
    self.facts = facts
    self.forests = forests
    self.inventory = inventory
    self.waves = waves
    self.staysOnConnect = staysOnConnect
    self.waivers = waivers
    self.kit = kit
    self.owners = owners
    self.exception = exception
  }
}

/// Whether Connect Sync is to go (`full`) or to keep some units (`partial`).
package enum Goal: String, Sendable, Hashable, CaseIterable { case full, partial }

/// How the Graph scripts sign in. Never a secret: those come from the environment or a file at run time.
package enum SignInMethod: String, Sendable, Hashable, CaseIterable {
  case certificate
  case clientSecret = "client-secret"
  case deviceCode = "device-code"
  case token
}

package struct Tenant: Sendable {
  /// The initial domain, such as `contoso.onmicrosoft.com`.
  package var name: Located<String>
  package var id: Located<GUID>
  package var cloud: Located<Cloud>

  package init(name: Located<String>, id: Located<GUID>, cloud: Located<Cloud>) {
    self.name = name
    self.id = id
    self.cloud = cloud
  }
}

/// The answers to yes-no questions, each where it was given.
package struct EstateFacts: Sendable {
  private var answers: [EstateFact: Located<Answer>]
  /// Where an answer would be written that is not there.
  private var place: SourceRange

  package init(answers: [EstateFact: Located<Answer>], place: SourceRange) {
    self.answers = answers
    self.place = place
  }

  /// Answers a question that the file leaves open.
  mutating func answer(_ fact: EstateFact, _ answer: Located<Answer>) { answers[fact] = answer }

  /// Unknown where nobody said anything. Unknown is never taken for no.
  package subscript(fact: EstateFact) -> Located<Answer> {
    answers[fact] ?? Located(.unknown, at: place, keyPath: "connect.\(fact.section.rawValue).\(fact.rawValue)")
  }
}

/// A unit that stays on Connect Sync.
package struct RemainingUnit: Sendable {
  package var unit: Located<DistinguishedName>
  package var reason: Located<String>

  package init(unit: Located<DistinguishedName>, reason: Located<String>) {
    self.unit = unit
    self.reason = reason
  }
}

/// A signed-off finding. Printed in the header of everything it touches.
package struct Waiver: Sendable {
  /// The finding's code.
  package var finding: Located<String>
  package var reason: Located<String>
  package var who: Located<String>

  package init(finding: Located<String>, reason: Located<String>, who: Located<String>) {
    self.finding = finding
    self.reason = reason
    self.who = who
  }
}

/// Explicit settings that change what the kit does. Each deviation from the default is warned about.
package struct KitSettings: Sendable {
  package var scopeOperator: Located<ScopeOperator>
  package var graphVersion: Located<GraphVersion>

  package enum ScopeOperator: String, Sendable, Hashable, CaseIterable {
    case endsWith = "ends-with"
    case contains

    /// As Connect Sync spells it in rules. Source: operator list of Connect Sync's declarative provisioning.
    package var ruleOperator: String { self == .endsWith ? "ENDSWITH" : "CONTAINS" }
  }

  package enum GraphVersion: String, Sendable, Hashable, CaseIterable {
    case v1 = "v1.0"
    case beta
  }

  package init(scopeOperator: Located<ScopeOperator>, graphVersion: Located<GraphVersion>) {
    self.scopeOperator = scopeOperator
    self.graphVersion = graphVersion
  }
}

/// Who carries out what, as names or teams for the runbook. All optional.
package struct Owners: Sendable {
  package var connectAdministrator: Located<String>?
  package var directoryAdministrator: Located<String>?
  package var entraAdministrator: Located<String>?
  package var approver: Located<String>?

  package init(
    connectAdministrator: Located<String>?, directoryAdministrator: Located<String>?, entraAdministrator: Located<String>?,
    approver: Located<String>?
  ) {
    self.connectAdministrator = connectAdministrator
    self.directoryAdministrator = directoryAdministrator
    self.entraAdministrator = entraAdministrator
    self.approver = approver
  }
}
