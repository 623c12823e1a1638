/// A distinguished name, parsed by RFC 4514.
///
/// Two names are equal when they name the same object: attribute types and values are compared without case, escapes are
/// resolved first, and no Unicode normalization takes place (NFC and NFD spellings differ). `text` spells it the way
/// Active Directory returns it.
package struct DistinguishedName: Sendable {
  /// From the object to the root: `OU=Sales`, `DC=contoso`, `DC=com`.
  package let components: [RelativeDistinguishedName]
  /// The name as Active Directory returns it: backslash before `, + " \ < > ; =`, a leading `#` or space, a trailing space.
  /// Source: Microsoft Learn, "Distinguished Names" (AD DS reference); the case is the writer's.
  package let text: String
  /// One folded string a component; what comparisons use.
  private let folded: [String]
  /// The DNS name that the trailing `DC` components spell, such as `contoso.com`; empty when there are none.
  package let domainName: String

  package init(components: [RelativeDistinguishedName]) {
    self.components = components
    let tail = components.reversed().prefix { isSameName($0.type, "dc") }
    domainName = tail.reversed().map(\.value).joined(separator: ".")
    text = components.map(\.text).joined(separator: ",")
    folded = components.map(\.folded)
  }

  package init(parsing text: String) throws(DistinguishedNameError) {
    var parser = DistinguishedNameParser(text)
    self.init(components: try parser.parse())
  }

  /// `contoso.com` becomes `DC=contoso,DC=com`.
  package init(domain dnsName: String) {
    self.init(
      components: dnsName.unicodeScalars.split(separator: ".").map {
        RelativeDistinguishedName(type: "DC", value: String(String.UnicodeScalarView($0)))
      })
  }

  /// Whether this name is `other` or lies below it. Compared by component, so `OU=Sales2,…` is not below `OU=Sales,…`.
  package func isInside(_ other: DistinguishedName) -> Bool {
    folded.count >= other.folded.count
      && zip(folded.reversed(), other.folded.reversed()).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  /// The container that holds the object; nil for the root.
  package var parent: DistinguishedName? {
    components.count > 1 ? DistinguishedName(components: Array(components.dropFirst())) : nil
  }

  /// A total order that keeps equal names together: by folded components from the root down.
  package static func precedes(_ left: DistinguishedName, _ right: DistinguishedName) -> Bool {
    for (a, b) in zip(left.folded.reversed(), right.folded.reversed()) where !a.utf8.elementsEqual(b.utf8) {
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return left.folded.count < right.folded.count
  }
}

extension DistinguishedName: Hashable {
  package static func == (left: DistinguishedName, right: DistinguishedName) -> Bool {
    left.folded.count == right.folded.count && zip(left.folded, right.folded).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  package func hash(into hasher: inout Hasher) {
    for component in folded {
      for byte in component.utf8 { hasher.combine(byte) }
      hasher.combine(0 as UInt8)
    }
  }
}

/// One step of a distinguished name, such as `OU=Sales` or the rare `CN=A+UID=1`.
package struct RelativeDistinguishedName: Sendable {
  /// Type and unescaped value pairs, in the order written; nearly always one.
  package let pairs: [(type: String, value: String)]

  package init(pairs: [(type: String, value: String)]) { self.pairs = pairs }
  package init(type: String, value: String) { pairs = [(type, value)] }

  package var type: String { pairs[0].type }
  package var value: String { pairs[0].value }

  /// As Active Directory returns it, escapes included.
  package var text: String { pairs.map { "\($0.type)=\(Self.escape($0.value))" }.joined(separator: "+") }
  var folded: String {
    pairs.map { "\($0.type.lowercased())=\($0.value.lowercased())" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .joined(separator: "\u{1}")
  }

  private static func escape(_ value: String) -> String {
    let scalars = Array(value.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case ",", "+", "\"", "\\", "<", ">", ";", "=": out.append("\\")
      case "#" where index == 0: out.append("\\")
      case " " where index == 0 || index == scalars.count - 1: out.append("\\")
      default: break
      }
      out.append(scalar)
    }
    return String(out)
  }
}
