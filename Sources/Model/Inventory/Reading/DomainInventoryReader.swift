import Diagnostics
import JSON
import Vocabulary

/// Reads the result of the inventory script for one domain.
enum DomainInventoryReader {
  static func domain(_ object: InventoryObject) -> DomainInventory? {
    guard let name = object.text("domain") else {
      object.missing("domain", of: "the result")
      return nil
    }
    guard let distinguishedName = distinguishedName(of: name, object) else { return nil }
    var domain = DomainInventory(name: name, counted: object.time("countedUtc"))
    if let counts = object.object("counts") {
      for counted in CountedClass.allCases { domain.counts[counted] = counts.count(counted.rawValue) }
      domain.largestGroup = counts.count(CountsShape.largestGroup.name)
    }
    domain.largestGroups = largestGroups(object)
    domain.units = ContainerListReader.tree(object, of: distinguishedName)
    domain.otherParents = ContainerListReader.otherParents(object)
    if let anchors = object.object("anchors") {
      for counted in [CountedClass.users, .groups, .contacts] {
        domain.anchors[counted] = anchors.object(counted.rawValue).map(self.anchors)
      }
    }
    if let references = object.object("references") {
      domain.managers = references.object("manager").map(self.references)
      domain.members = references.object("member").map(self.references)
    }
    return domain
  }

  /// The domain's own name, when its DNS name is one and what the result has at `dn` fits.
  private static func distinguishedName(of name: Located<String>, _ object: InventoryObject) -> DistinguishedName? {
    let parts = name.value.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let fits = parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { (97...122).contains($0 | 0x20) && $0 < 0x80 || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
    guard fits else {
      object.reading.invalid(
        "'domain' is \(MessageText.quote(name.value)), not a DNS name", at: object.node["domain"]!.value.bytes)
      return nil
    }
    let derived = DistinguishedName(domain: name.value)
    if let written = object.name("dn"), written.value != derived {
      object.reading.invalid(
        "'dn' is \(MessageText.quote(written.value.text)), which is not the domain \(MessageText.quote(name.value))",
        at: object.node["dn"]!.value.bytes, notes: [.init("the domain", at: name.range)])
      return nil
    }
    return derived
  }

  private static func largestGroups(_ object: InventoryObject) -> [LargeGroup] {
    (object.objects("largestGroups") ?? []).compactMap { entry in
      let name = entry.name("dn")
      let members = entry.count("members")
      if name == nil { entry.missing("dn", of: "an entry of 'largestGroups'") }
      if members == nil { entry.missing("members", of: "an entry of 'largestGroups'") }
      guard let name, let members else { return nil }
      return LargeGroup(name: name, members: members.value)
    }
  }

  private static func anchors(_ object: InventoryObject) -> AnchorCounts {
    var counts = AnchorCounts()
    counts.total = object.count("total")
    counts.filled = part("withConsistencyGuid", of: counts.total, "total", object)
    counts.differing = part("differing", of: counts.filled ?? counts.total, "withConsistencyGuid", object)
    return counts
  }

  private static func references(_ object: InventoryObject) -> ReferenceCounts {
    let most = InventoryObject.mostReferences
    var counts = ReferenceCounts()
    counts.total = object.count("total", atMost: most)
    counts.crossDomain = part("crossDomain", of: counts.total, "total", object, atMost: most)
    counts.foreignSecurityPrincipals = part("foreignSecurityPrincipals", of: counts.total, "total", object, atMost: most)
    return counts
  }

  /// A number that counts some of what another one counts.
  private static func part(
    _ key: String, of whole: Located<Int>?, _ wholeKey: String, _ object: InventoryObject,
    atMost most: Int = InventoryObject.mostObjects
  ) -> Located<Int>? {
    guard let part = object.count(key, atMost: most) else { return nil }
    guard let whole, part.value > whole.value else { return part }
    object.reading.invalid(
      "'\(key)' is \(part.value), more than the \(whole.value) of '\(wholeKey)'", at: object.node[key]!.value.bytes,
      notes: [.init("the whole", at: whole.range)])
    return nil
  }
}
