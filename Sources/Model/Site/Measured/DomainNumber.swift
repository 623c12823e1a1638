import Diagnostics

/// One number of a domain with where it comes from, for reports.
package struct DomainNumber: Sendable {
  /// DNS name.
  package let domain: String
  /// Key below `counts`, such as `users`.
  package let name: String
  /// What the limits are held against.
  package let used: Int
  /// What the input file states.
  package let stated: Int?
  /// What the inventory measured.
  package let measured: MeasuredCount?

  /// Every number that somebody stated or measured, by domain and key.
  package static func all(_ environment: Environment) -> [DomainNumber] {
    environment.domains.flatMap { _, domain in
      CountKey.all.compactMap { key in
        let measured = domain.measured.first { $0.key == key }
        guard let used = domain.counts?[key] else { return nil }
        return DomainNumber(
          domain: domain.name.value, name: key.name, used: used.value,
          stated: measured == nil ? used.value : measured?.stated?.value,
          measured: measured)
      }
    }
  }

  /// Stated, measured or both, with when and what was counted.
  package var origin: String {
    guard let measured else { return "stated" }
    let how = "\(measured.occasion)\(measured.scopeNote)"
    return stated.map { "\($0) stated, \(measured.number.value) \(how)" } ?? how
  }
}
