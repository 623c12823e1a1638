import Diagnostics
import Model

/// Results of the inventory scripts as a run folder of Contoso holds them; written for tests.
package struct SampleInventory {
  package struct Container {
    package var name: String
    package var objectClass: String
    /// In the order of `classes`; nil leaves the key out.
    package var objects: [Int?]

    package init(_ name: String, _ objectClass: String = "organizationalUnit", _ objects: [Int?] = [0, 0, 0, 0, 0]) {
      self.name = name
      self.objectClass = objectClass
      self.objects = objects
    }
  }

  package static let classes = ["users", "inetorgpersons", "groups", "contacts", "computers"]

  package var domain = "contoso.com"
  package var counted = "2026-11-24T13:00:00Z"
  /// In the order of `classes`, then the largest group.
  package var counts: [Int?] = [12_000, 0, 800, 40, 0, 4_200]
  package var largestGroups: [(name: String, members: Int)] = [("CN=All Staff,OU=Groups,DC=contoso,DC=com", 4_200)]
  package var containers: [Container] = [
    Container("DC=contoso,DC=com", "domainDNS"),
    Container("CN=Builtin,DC=contoso,DC=com", "builtinDomain", [0, 0, 28, 0, 0]),
    Container("CN=Users,DC=contoso,DC=com", "container", [3, 0, 22, 0, 0]),
    Container("OU=CloudSyncPilot,DC=contoso,DC=com", "organizationalUnit", [20, 0, 2, 0, 0]),
    Container("OU=Groups,DC=contoso,DC=com", "organizationalUnit", [0, 0, 748, 0, 0]),
    Container("OU=Staff,DC=contoso,DC=com", "organizationalUnit", [11_977, 0, 0, 40, 0]),
  ]
  /// Total, with ConsistencyGuid, differing; for users, groups and contacts.
  package var anchors: [[Int]] = [[12_000, 11_997, 0], [800, 0, 0], [40, 0, 0]]
  /// Managers and those in another domain.
  package var managers = [11_000, 0]
  /// Members, those in another domain, and foreign security principals.
  package var members = [52_000, 0, 5]
  package var problems: [(rule: String, count: Int)] = [("duplicate-proxy-address", 0), ("upn-suffix", 0)]

  package init() {}

  package var domainText: String {
    func number(_ value: Int?, _ key: String) -> String? { value.map { "\"\(key)\": \($0)" } }
    let numbers = zip(counts, Self.classes + ["largest-group"]).compactMap(number)
    let groups = largestGroups.map { "\n    { \"dn\": \"\($0.name)\", \"members\": \($0.members) }" }
    let units = containers.map { container in
      let objects = zip(container.objects, Self.classes).compactMap(number).joined(separator: ", ")
      return "\n    { \"dn\": \"\(container.name)\", \"class\": \"\(container.objectClass)\", \"objects\": { \(objects) } }"
    }
    let anchors = zip(["users", "groups", "contacts"], self.anchors).map { kind, values in
      "\n    \"\(kind)\": { \"total\": \(values[0]), \"withConsistencyGuid\": \(values[1]), \"differing\": \(values[2]) }"
    }
    let labels = domain.split(separator: ".").map { "DC=\($0)" }.joined(separator: ",")
    return """
      {
        "format": 1,
        "kind": "syncshift-inventory",
        "domain": "\(domain)",
        "dn": "\(labels)",
        "countedUtc": "\(counted)",
        "counts": { \(numbers.joined(separator: ", ")) },
        "largestGroups": [\(groups.joined(separator: ","))
        ],
        "organizationalUnits": [\(units.joined(separator: ","))
        ],
        "otherParents": [],
        "anchors": {\(anchors.joined(separator: ","))
        },
        "references": {
          "manager": { "total": \(managers[0]), "crossDomain": \(managers[1]) },
          "member": { "total": \(members[0]), "crossDomain": \(members[1]), "foreignSecurityPrincipals": \(members[2]) }
        }
      }

      """
  }

  package var attributesText: String {
    let problems = problems.map { "\n    { \"rule\": \"\($0.rule)\", \"count\": \($0.count) }" }
    return """
      {
        "format": 1,
        "kind": "syncshift-attribute-check",
        "checkedUtc": "2026-11-24T13:30:00Z",
        "problems": [\(problems.joined(separator: ","))
        ]
      }

      """
  }

  /// The results below the folder `evidence` of a run folder.
  package var texts: [(path: String, text: String)] {
    [("attributes.json", attributesText), ("\(domain)/inventory.json", domainText)]
  }

  package func files(in folder: String) -> [InventoryFile] {
    texts.map { path, text in
      InventoryFile(path == "attributes.json" ? .attributes : .domain, name: "\(folder)/\(path)", bytes: Array(text.utf8))
    }
  }
}
