import Diagnostics
import Vocabulary

/// Objects that lie directly in a container whose children are handed over one by one.
enum ObjectsBesideUnitsRule {
  static let code = FindingCode(
    "objects-beside-expanded-units",
    limit:
      "A scope of Cloud Sync cannot take what lies directly in a container without everything below it. Such objects stay with Connect Sync, and after the "
      + "cutover nobody synchronizes them.",
    citations: [.migrationTool, .inference])

  static let rule = ReadinessRule(code) { environment in
    environment.expansions.flatMap { expansion -> [Finding] in
      guard let expanded = expansion.expanded else { return [] }
      let classes = counted(expansion.unit.value, environment)
      return expanded.parents.compactMap { parent in
        let count = parent.objects.known(of: classes)
        let missing = parent.objects.missing(of: classes)
        guard count > 0 || !missing.isEmpty else { return nil }
        let name = MessageText.quote(parent.name.text)
        guard count > 0 else {
          return code.finding(
            .blocker,
            fact:
              "The inventory does not say how many objects lie directly in \(name): \(missing.map(\.rawValue).joined(separator: ", ")).",
            remedy: "Run the inventory script again.", at: expansion.unit)
        }
        return code.finding(
          .blocker,
          fact:
            "\(missing.isEmpty ? "" : "At least ")\(count) object\(count == 1 ? " lies" : "s lie") directly in \(name), of which Connect Sync leaves a part out "
            + "(\(numbers(parent.objects, classes))); nobody would synchronize \(count == 1 ? "it" : "them").",
          remedy:
            "Move \(count == 1 ? "it" : "them") into one of the containers that go over, and run the inventory script again.",
          at: expansion.unit)
      }
    }
  }

  /// Computers matter where devices are handed over.
  private static func counted(_ unit: DistinguishedName, _ environment: Environment) -> [CountedClass] {
    let types = environment.domain(of: unit)?.forest.objectTypes.map(\.value) ?? []
    return CountedClass.allCases.filter { $0 != .computers || types.contains(.device) }
  }

  private static func numbers(_ objects: ContainedObjects, _ classes: [CountedClass]) -> String {
    classes.compactMap { counted in objects[counted].flatMap { $0 > 0 ? "\(counted.rawValue) \($0)" : nil } }.joined(
      separator: ", ")
  }
}
