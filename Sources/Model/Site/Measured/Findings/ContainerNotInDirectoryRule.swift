import Diagnostics
import Vocabulary

/// Containers of Connect Sync's scope that Active Directory does not have.
enum ContainerNotInDirectoryRule {
  static let code = FindingCode(
    "scope-container-not-in-directory",
    limit:
      "Connect Sync keeps a container in its scope under the name that it had when it was selected. One that has been renamed or removed since then no "
      + "longer includes or excludes anything.",
    citations: [.prerequisites2025, .inference])

  static let rule = SiteRule.onEachMeasuredDomain(code) { site, domain, result in
    guard let tree = result.units, let scope = domain.connectScope else { return [] }
    return [(scope.included, "includes"), (scope.excluded, "excludes")].flatMap { names, verb in
      names.filter { isUnit($0.value) && $0.value.isInside(domain.distinguishedName) && tree.container($0.value) == nil }.map {
        name in
        code.finding(
          .partial,
          fact:
            "Connect Sync \(verb) \(MessageText.quote(name.value.text)), which the inventory does not have (\(site.inventory.place(result.name.range))).",
          remedy: "Look at the connector's containers and correct 'connect-scope', or export the configuration again.", at: name)
      }
    }
  }
  /// The inventory lists every organizational unit, and of other classes what can matter to a scope.
  private static func isUnit(_ name: DistinguishedName) -> Bool { foldedASCII(name.components[0].type) == Array("ou".utf8) }
}
