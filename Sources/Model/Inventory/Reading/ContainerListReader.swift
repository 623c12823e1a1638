import Diagnostics
import Vocabulary

/// Reads the list of a domain's containers.
enum ContainerListReader {
  /// Nil when the result has no list.
  static func tree(_ object: InventoryObject, of domain: DistinguishedName) -> OrganizationalUnitTree? {
    guard let entries = object.objects("organizationalUnits") else { return nil }
    var containers: [OrganizationalUnitTree.Container] = []
    var seen: [DistinguishedName: SourceRange] = [:]
    for entry in entries {
      guard let name = entry.name("dn") else {
        entry.missing("dn", of: "an entry of 'organizationalUnits'")
        continue
      }
      guard isUsable(name, entry, domain) else { continue }
      if let first = seen[name.value] {
        entry.reading.report(
          .inventoryContainerRepeated, "the container \(MessageText.quote(name.value.text)) is there twice", at: entry.node.bytes,
          hint: "run the kit's script again and give its result back as it is", notes: [.init("the first entry", at: first)])
        continue
      }
      seen[name.value] = name.range
      containers.append(
        OrganizationalUnitTree.Container(
          name: name.value, place: name.range, objectClass: objectClass(entry), objects: objects(entry)))
    }
    return OrganizationalUnitTree(containers)
  }

  /// What is listed apart, since a scope cannot name it.
  static func otherParents(_ object: InventoryObject) -> [OtherParent] {
    (object.objects("otherParents") ?? []).compactMap { entry in
      entry.name("dn").map { OtherParent(name: $0.value, objects: objects(entry)) }
    }
  }

  private static func isUsable(
    _ name: Located<DistinguishedName>, _ entry: InventoryObject, _ domain: DistinguishedName
  ) -> Bool {
    guard name.value.isInside(domain) else {
      entry.reading.invalid(
        "the container \(MessageText.quote(name.value.text)) is outside \(MessageText.quote(domain.text))", at: entry.node.bytes)
      return false
    }
    let hidden = name.value.components.flatMap(\.pairs).flatMap(\.value.unicodeScalars).first { !MessageText.isVisible($0) }
    if let hidden {
      entry.reading.report(
        .inventoryContainerName,
        "the container \(MessageText.quote(name.value.text)) holds \(MessageText.codePoint(hidden)) and is left out",
        at: entry.node.bytes, hint: "rename or remove it in Active Directory, and count again")
      return false
    }
    return true
  }

  /// A class that is none of the four is taken for a container: it was listed because it holds objects.
  private static func objectClass(_ entry: InventoryObject) -> OrganizationalUnitTree.ObjectClass {
    guard let text = entry.text("class") else { return .container }
    return OrganizationalUnitTree.ObjectClass.allCases.first { foldedASCII($0.rawValue) == foldedASCII(text.value) } ?? .container
  }

  private static func objects(_ entry: InventoryObject) -> ContainedObjects {
    guard let objects = entry.object("objects") else { return ContainedObjects([:]) }
    return ContainedObjects(
      Dictionary(
        uniqueKeysWithValues: CountedClass.allCases.compactMap { counted in
          objects.count(counted.rawValue).map { (counted, $0.value) }
        }))
  }
}
