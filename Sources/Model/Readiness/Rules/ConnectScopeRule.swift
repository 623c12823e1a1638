import Diagnostics
import Vocabulary

/// Units are inside Connect Sync's scope when their wave comes.
enum ConnectScopeRule {
  static let code = FindingCode(
    "unit-outside-connect-scope",
    limit:
      "Nothing may leave Connect Sync's scope before the cutover, and a unit must be in it when its wave comes: Connect then knows "
      + "its objects and keeps their join. The longest matching container decides. Until 2025 Microsoft's tutorial said to take the unit "
      + "out of scope; the text of 2026 says not to, and holds. It is never waivable.",
    citations: [.migration, .tutorial], isWaivable: false)

  static let rule = ReadinessRule(code) { environment in
    environment.domains.flatMap { _, domain -> [Finding] in
      let units = environment.units(in: domain)
      guard !units.isEmpty else { return [] }
      guard let scope = domain.connectScope else {
        return [
          code.finding(
            .question, fact: "Connect Sync's containers in the domain '\(domain.name.value)' are not stated.",
            remedy: "Copy them from the connector's properties to 'connect-scope'; the scripts check them at run time.",
            at: domain.name)
        ]
      }
      return units.filter { !scope.includes($0.value) }.map { unit in
        code.finding(
          .blocker, fact: "The unit \(MessageText.quote(unit.value.text)) is outside Connect Sync's scope.",
          remedy: "Take it into Connect Sync's scope and let one cycle pass before its wave, or take it out of the wave.",
          at: unit)
      }
    }
  }
}

extension ConnectScope {
  /// An object is out when the longest matching exclusion is longer than the longest matching inclusion, or when only an
  /// exclusion matches. Where nothing is listed as included the whole domain is.
  func includes(_ name: DistinguishedName) -> Bool {
    func longest(_ containers: [Located<DistinguishedName>]) -> Int? {
      containers.filter { name.isInside($0.value) }.map(\.value.components.count).max()
    }
    let inclusion = longest(included) ?? (included.isEmpty ? 0 : nil)
    guard let inclusion else { return false }
    return inclusion >= longest(excluded) ?? 0
  }
}
