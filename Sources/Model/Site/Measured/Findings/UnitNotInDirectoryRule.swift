import Diagnostics
import Vocabulary

/// Units that Active Directory does not have.
enum UnitNotInDirectoryRule {
  static let code = FindingCode(
    "unit-not-in-directory",
    limit:
      "A scope whose unit does not exist matches nothing, and in Connect Sync that looks the same as a hand-over without deletions. A unit may be missing "
      + "only where its wave creates it.",
    citations: [.inference])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    guard let tree = result.units else { return [] }
    let wanted = foldedASCII(domain.name.value)
    func isHere(_ unit: Located<DistinguishedName>) -> Bool { foldedASCII(unit.value.domainName) == wanted }
    let units = site.environment.waves.filter { !$0.createsUnits.value }.flatMap(\.units)
    let missing = units.filter { isHere($0) && tree.container($0.value) == nil }.map { unit in
      code.finding(
        .blocker,
        fact:
          "Active Directory has no container \(MessageText.quote(unit.value.text)) (\(site.inventory.place(result.name.range))).",
        remedy:
          "Write the unit as Active Directory has it, create it and count again, or let its wave create it with 'create-units: yes'.",
        at: unit)
    }
    let staying = site.environment.staysOnConnect.map(\.unit).filter { isHere($0) && tree.container($0.value) == nil }.map {
      unit in
      code.finding(
        .partial,
        fact:
          "Active Directory has no container \(MessageText.quote(unit.value.text)), which stays on Connect Sync (\(site.inventory.place(result.name.range))).",
        remedy: "Write the unit as Active Directory has it, or take it out.", at: unit)
    }
    return missing + staying
  }
}
