import Model
import Vocabulary

/// What becomes of the objects of one class in the units of a domain. The units go over whole, with whatever lies in them; their classes need not.
package enum ClassFate: String, Sendable, CaseIterable {
  /// Cloud Sync takes them, and the rules make Connect Sync let go of them.
  case handedOver = "handed-over"
  /// Connect Sync goes on writing them, and nobody would after the cutover: none may lie in a unit.
  case leftOut = "left-out"
  /// They stay on Connect Sync, and Connect Sync stays.
  case staysOnConnect = "stays-on-connect"
  /// Neither engine synchronizes them, before or after.
  case notSynchronized = "not-synchronized"
  /// The input does not say whether Connect Sync synchronizes them.
  case unanswered

  /// Computers are judged by device synchronization, as the finding `device-sync` does; of the other classes none may be left out, as the
  /// finding `object-type-left-out` has it.
  package static func of(_ type: ObjectType, in forest: Forest, _ environment: Environment) -> ClassFate {
    if forest.objectTypes.contains(where: { $0.value == type }) { return .handedOver }
    guard type == .device else { return .leftOut }
    switch environment.facts[.deviceSync].value {
    case .no: return .notSynchronized
    case .unknown: return .unanswered
    case .yes: return environment.goal.value == .partial ? .staysOnConnect : .leftOut
    }
  }
}
