import Diagnostics
import Vocabulary

/// Every unit lies in a domain of the file, and everything in a connect scope in its own domain.
enum UnitDomainRule {
  static let outsideDomain = DiagnosticCode(
    "unit-outside-domain", .error,
    "A unit is handed over to the Cloud Sync configuration of its domain, which its DC components name. A unit of another domain, or with a slip in its DC components, would be in no scope at all; it is never waivable."
  )
  static let scopeOutsideDomain = DiagnosticCode(
    "scope-outside-domain", .error,
    "connect-scope lists containers of the domain that it stands under. A container of another domain says nothing about this one."
  )

  static let rule = EnvironmentRule([outsideDomain, scopeOutsideDomain]) { context, diagnostics in
    let environment = context.environment
    let domains = environment.domains.map(\.domain.name.value)
    let isComplete =
      context.isComplete("forests") && environment.forests.allSatisfy { context.isComplete("forests[\($0.name.value)].domains") }
    if isComplete {
      for unit in environment.units.map(\.unit) + environment.staysOnConnect.map(\.unit)
      where environment.domain(of: unit.value) == nil {
        diagnostics.report(
          outsideDomain, message(unit.value), at: unit.range, hint: hint(unit.value, domains))
      }
    }
    for domain in environment.domains.map(\.domain) {
      for container in (domain.connectScope?.included ?? []) + (domain.connectScope?.excluded ?? [])
      where !isSameName(container.value.domainName, domain.name.value) {
        diagnostics.report(
          scopeOutsideDomain,
          "\(MessageText.quote(container.value.text)) is not in the domain \(MessageText.quote(domain.name.value))",
          at: container.range, hint: "end it with \(domain.distinguishedName.text)")
      }
    }
  }

  private static func message(_ unit: DistinguishedName) -> String {
    unit.domainName.utf8.isEmpty
      ? "the unit \(MessageText.quote(unit.text)) does not end with the DC components of a domain"
      : "the unit \(MessageText.quote(unit.text)) lies in no domain of this file"
  }

  private static func hint(_ unit: DistinguishedName, _ domains: [String]) -> String {
    if let near = Suggestion.nearest(to: unit.domainName, among: domains) {
      return "end it with \(DistinguishedName(domain: near).text), the name of the domain \(MessageText.quote(near))"
    }
    let endings = domains.prefix(5).map { DistinguishedName(domain: $0).text }.joined(separator: " or ")
    return "end it with \(endings)\(domains.count > 5 ? ", or another domain of the file" : "")"
  }
}
