import Diagnostics
import Vocabulary

/// Whether Microsoft's own wizard ("Transition to Cloud Sync", Connect Sync 2.6.91.0 and later) would take the estate.
///
/// Source of the gates: MS-TOOL, and BLOG-TOOL for the public cloud only.
package struct WizardVerdict: Sendable {
  package enum Overall: String, Sendable, Hashable, CaseIterable {
    /// Every gate that the input decides is passed.
    case yes
    /// At least one gate is not passed.
    case no
    /// None is failed and at least one is unknown.
    case cannotTell = "cannot tell"
  }

  /// One condition of the wizard.
  package struct Gate: Sendable {
    package enum State: String, Sendable, Hashable, CaseIterable { case passed, failed, unknown }

    /// Short name, stable, such as `objects`.
    package let name: String
    /// What the wizard asks for, with its number.
    package let boundary: String
    package let state: State
    /// What this estate has.
    package var value: String
    /// False for what no input can say; the operator looks on site, and the verdict goes on without it.
    package let isDecidedByInput: Bool
  }

  package let gates: [Gate]

  package init(of environment: Environment) { gates = WizardGates.all(environment) }

  package var overall: Overall {
    let states = gates.filter(\.isDecidedByInput).map(\.state)
    if states.contains(.failed) { return .no }
    return states.contains(.unknown) ? .cannotTell : .yes
  }

  package static let citations: [Citation] = [.migrationTool, .wizardBlog]
}
