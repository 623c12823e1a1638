import Diagnostics
import Input
import Model
import Plan
import Vocabulary

/// Containers of a domain as an inventory holds them, written for tests.
package struct SampleTree {
  /// Below the domain's root, such as `OU=Sales,OU=Staff`; parents before their children.
  package var containers: [(name: String, users: Int?)]
  package let domain: String

  package init(_ names: [String], in domain: String = "contoso.com") {
    self.domain = domain
    containers = names.map { ($0, 0) }
  }

  /// Puts users directly into a container; nil for a container that nobody counted.
  package func with(_ users: Int?, in name: String) -> SampleTree {
    var tree = self
    for index in tree.containers.indices where tree.containers[index].name.utf8.elementsEqual(name.utf8) {
      tree.containers[index].users = users
    }
    return tree
  }

  package var inventory: Inventory {
    get throws {
      let place = SourceRange(
        file: "evidence/inventory.json", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 2))
      let root = DistinguishedName(domain: domain)
      func container(_ name: DistinguishedName, _ objectClass: OrganizationalUnitTree.ObjectClass, _ users: Int?)
        -> OrganizationalUnitTree.Container
      {
        var numbers: [CountedClass: Int] = [.inetOrgPersons: 0, .groups: 0, .contacts: 0, .computers: 0]
        numbers[.users] = users
        return OrganizationalUnitTree.Container(
          name: name, place: place, objectClass: objectClass, objects: ContainedObjects(numbers))
      }
      var found = [container(root, .domain, 0)]
      for entry in containers {
        let isUnit = entry.name.utf8.first == UInt8(ascii: "O") || entry.name.utf8.first == UInt8(ascii: "o")
        found.append(
          container(
            try DistinguishedName(parsing: "\(entry.name),\(root.text)"), isUnit ? .organizationalUnit : .container, entry.users))
      }
      return Inventory(
        folder: "evidence",
        domains: [
          DomainInventory(name: Located(domain, at: place, keyPath: "domain"), units: OrganizationalUnitTree(found))
        ])
    }
  }
}

extension SampleEstate {
  /// An environment with an inventory beside it.
  package static func site(_ yaml: String, _ tree: SampleTree?, into diagnostics: inout DiagnosticList) throws -> Site {
    Site(try environment(yaml), .none, try tree?.inventory ?? .none, into: &diagnostics)
  }

  /// Plans it with its own findings, or fails with the messages.
  package static func plan(_ yaml: String, _ tree: SampleTree) throws -> MigrationPlan {
    var diagnostics = DiagnosticList()
    let site = try site(yaml, tree, into: &diagnostics)
    guard !diagnostics.hasErrors,
      let plan = Planner.plan(
        site.environment, findings: ReadinessCheck.run(site), wizard: WizardVerdict(of: site.environment), into: &diagnostics)
    else { throw Refused(message: DiagnosticFormatter(texts: []).format(diagnostics.sorted)) }
    return plan
  }

  /// Contoso with units of which Connect Sync leaves a part out, in both waves.
  package static func expandedPlan(cloud: String = "global") throws -> MigrationPlan {
    try plan(
      withoutTestObjects(contoso(pilot: ["OU=Pilot"], exclude: ["OU=Out,OU=Pilot", "OU=X,OU=Staff"]))
        .replacing("cloud: global", with: "cloud: \(cloud)"),
      SampleTree([
        "OU=Pilot", "OU=P1,OU=Pilot", "OU=Out,OU=Pilot", "OU=Staff", "OU=O’Brien’s,OU=Staff", "OU=C,OU=Staff", "OU=X,OU=Staff",
      ]))
  }

  /// Contoso with other units in its two waves, and another scope of Connect Sync.
  package static func contoso(
    pilot: [String] = ["OU=CloudSyncPilot"], staff: [String] = ["OU=Staff"], include: [String] = [], exclude: [String]
  ) -> String {
    let root = "DC=contoso,DC=com"
    func list(_ names: [String]) -> String {
      names.map { "\"\(quoted($0 == root ? $0 : "\($0),\(root)"))\"" }.joined(separator: ", ")
    }
    func quoted(_ text: String) -> String {
      text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
    }
    func units(_ names: [String]) -> String { names.map { "      - \"\(quoted($0)),\(root)\"\n" }.joined() }
    let text = yaml(
      "contoso",
      replacing: [
        (
          "          include: [\"DC=contoso,DC=com\"]\n",
          "          include: [\(list([root] + include))]\n          exclude: [\(list(exclude))]\n"
        ),
        ("      - OU=CloudSyncPilot,DC=contoso,DC=com\n    create-units: yes\n", units(pilot)),
        ("      - OU=Staff,DC=contoso,DC=com\n    test", "\(units(staff))    test"),
        (
          "    move-users:\n      - CN=Ada Lovelace,OU=Staff,DC=contoso,DC=com\n      - CN=Grace Hopper,OU=Staff,DC=contoso,DC=com\n",
          ""
        ),
      ])
    return text
  }

  /// The same without the objects that are looked at, which may lie in no container of the scope.
  package static func withoutTestObjects(_ yaml: String) -> String {
    var skips = false
    return yaml.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.utf8.starts(with: "    test-objects:".utf8) {
        skips = true
        return false
      }
      if skips, line.utf8.starts(with: "      - ".utf8) { return false }
      skips = false
      return true
    }.joined(separator: "\n")
  }
}
