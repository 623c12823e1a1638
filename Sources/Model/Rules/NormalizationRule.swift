import Diagnostics
import Vocabulary

/// No two names that look the same and are written with other code points.
///
/// An error and not a warning: Active Directory compares names linguistically, so it never holds both spellings beside each other; one of
/// the two in the file is a slip, and the scripts, which compare code point by code point, would miss its objects.
enum NormalizationRule {
  static let twins = DiagnosticCode(
    "unicode-twins", .error,
    "Two names differ only in how accented letters are composed (é as one character, or e and an accent). Active Directory does not hold both side by side, so one of them matches nothing. Copy each name from Active Directory."
  )

  static let rule = EnvironmentRule([twins]) { context, diagnostics in
    let environment = context.environment
    let names =
      environment.units.map(\.unit) + environment.staysOnConnect.map(\.unit)
      + environment.waves.flatMap { wave in wave.testObjects.map(\.name) + wave.moves }
      + environment.domains.flatMap { ($0.domain.connectScope?.included ?? []) + ($0.domain.connectScope?.excluded ?? []) }
    // The key is a String on purpose: Swift takes canonically equivalent strings for equal, which is the question here.
    var spellings: [String: (bytes: [UInt8], place: Located<DistinguishedName>)] = [:]
    for name in names {
      for index in name.value.components.indices {
        let tail = DistinguishedName(components: Array(name.value.components[index...]))
        let key = tail.text.lowercased()
        let bytes = Array(key.utf8)
        guard let known = spellings[key] else {
          spellings[key] = (bytes, name)
          continue
        }
        if known.bytes != bytes {
          diagnostics.report(
            twins, "\(MessageText.quote(tail.text)) is written with other code points than before", at: name.range,
            hint: "copy the name from Active Directory in both places",
            notes: [.init("the other spelling", at: known.place.range)])
          break
        }
      }
    }
  }
}
