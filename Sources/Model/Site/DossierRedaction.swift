import Diagnostics

/// Hides what must not stand in a request to Microsoft: every distinguished name, and the names of servers, accounts, forests, domains, people
/// and the site's own rules. The tenant is named there by its identifier, apart from the texts that this is for.
package struct DossierRedaction: Sendable {
  private let names: Redaction

  /// What stands where a distinguished name stood.
  package static let label = "[distinguished name]"

  package init(of environment: Environment) { names = Redaction(of: environment) }

  package init(of site: Site) { names = Redaction(of: site, file: "", others: Self.rules(site)) }

  package func hide(_ text: String) -> String { names.hide(Self.withoutDistinguishedNames(text)) }

  /// The site's own rules, also as a message shortens their names.
  private static func rules(_ site: Site) -> [(String, String)] {
    var found: [(String, String)] = []
    for server in site.exports.servers {
      for rule in RuleSorting(server.export, site.environment).custom {
        let scalars = rule.name.text.unicodeScalars
        let label = "custom-rule-\(found.count + 1)"
        found.append((rule.name.text, label))
        if scalars.count > MessageText.limit {
          found.append((String(String.UnicodeScalarView(scalars.prefix(MessageText.limit))) + "…", label))
        }
      }
    }
    return found
  }

  /// Attribute types that names of directory objects begin with.
  private static let types: [[UInt8]] = ["cn", "dc", "o", "ou", "uid"].map { Array($0.utf8) }

  /// Rather too much than too little: from `OU=` on everything is taken that could belong to the name.
  private static func withoutDistinguishedNames(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if beginsComponent(bytes, at) {
        at = end(of: bytes, from: at)
        out += Array(label.utf8)
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether a component such as `OU=` begins here, and no word goes on.
  private static func beginsComponent(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard at == 0 || !isWord(bytes[at - 1]) else { return false }
    return types.contains { type in
      let end = at + type.count
      return end < bytes.count && bytes[end] == UInt8(ascii: "=")
        && bytes[at..<end].elementsEqual(type) { ((65...90).contains($0) ? $0 | 0x20 : $0) == $1 }
    }
  }

  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 2
      case UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "\n"): return at
      // A quote ends the text that a message quotes; one inside a word is an apostrophe.
      case UInt8(ascii: "'") where at + 1 == bytes.count || !isWord(bytes[at + 1]): return at
      case UInt8(ascii: ","):
        let next = bytes[(at + 1)...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
        guard next < bytes.count, beginsComponent(bytes, next) || bytes[next] >= 0x80 else { return at }
        at = next
      default: at += 1
      }
    }
    return bytes.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte >= 0x80
  }
}
