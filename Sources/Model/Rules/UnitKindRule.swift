import Diagnostics
import Vocabulary

/// A unit is an organizational unit or a container, and never a whole domain.
enum UnitKindRule {
  static let wholeDomain = DiagnosticCode(
    "unit-is-whole-domain", .error,
    "A whole domain as a unit hands over everything at once, system accounts included, and leaves nothing to roll back to by scope. It is never waivable. Name the units below it."
  )
  static let notContainer = DiagnosticCode(
    "unit-not-container", .error,
    "Scopes are organizational units (OU=) or containers (CN=), in Connect Sync's rules as in Cloud Sync's configuration.")

  static let rule = EnvironmentRule([wholeDomain, notContainer]) { context, diagnostics in
    let environment = context.environment
    for unit in environment.units.map(\.unit) + environment.staysOnConnect.map(\.unit) {
      let first = unit.value.components[0]
      if unit.value == DistinguishedName(domain: unit.value.domainName) {
        diagnostics.report(
          wholeDomain, "the unit \(MessageText.quote(unit.value.text)) is a whole domain", at: unit.range,
          hint: "name organizational units below it, such as OU=Sales,\(unit.value.text)")
      } else if first.pairs.count > 1 || !["ou", "cn"].contains(where: { $0.utf8.elementsEqual(foldedASCII(first.type)) }) {
        diagnostics.report(
          notContainer, "the unit \(MessageText.quote(unit.value.text)) is neither an organizational unit nor a container",
          at: unit.range, hint: "begin it with OU= or CN=")
      }
    }
  }
}
