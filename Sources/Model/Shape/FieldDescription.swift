import Vocabulary

/// One key of the input file as editors, the reference page and `explain` know it.
package struct FieldDescription: Sendable {
  package var name: String
  package var type: TypeDescription
  package var presence: Presence
  package var documentation: String
  /// Where a number or spelling comes from that Microsoft dictates.
  package var citations: [Citation]

  package enum Presence: Sendable {
    case required
    case optional
    /// As it would be written.
    case defaultsTo(String)
  }
}

package indirect enum TypeDescription: Sendable {
  case scalar(ScalarDescription)
  /// `key` names the field that tells the elements apart in key paths.
  case list(of: TypeDescription, atLeast: Int, key: String?)
  case object(ObjectShape)
  case map(key: ScalarDescription, value: ScalarDescription)
  case scalarOr(ScalarDescription, TypeDescription)
}

/// The keys that one mapping of the input file may have, in the order of the reference page.
package struct ObjectShape: Sendable {
  package var title: String
  package var fields: [FieldDescription]
  /// Keys that people expect here and that are refused with their reason.
  package var refused: [RefusedKey] = []
  /// Keys of which exactly one is written; empty where there is no such choice.
  package var exactlyOneOf: [String] = []
  /// What other keys are, where any may be written.
  package var others: String?
}
