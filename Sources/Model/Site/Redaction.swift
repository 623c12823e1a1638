import ConnectExport
import Vocabulary

/// Puts labels in the place of names that must not leave a site: servers, accounts, forests, domains, the tenant, people and folders.
/// One name has one label everywhere, so that a redacted report can still be followed.
package struct Redaction: Sendable {
  /// Longest first, so that no name hides a part of another. Empty: nothing is hidden.
  private let names: [(folded: [UInt8], label: String)]

  package static let none = Redaction([])

  private init(_ names: [(String, String)]) {
    var seen: Set<[UInt8]> = []
    self.names =
      names
      .map { (folded: foldedASCII($0.0), label: $0.1) }
      // A name of one or two letters stands in half the words of a text.
      .filter { $0.folded.count > 2 && seen.insert($0.folded).inserted }
      .sorted { $0.folded.count > $1.folded.count }
  }

  /// - Parameters:
  ///   - bases: the files that the environment's file extends.
  ///   - others: more names with their labels.
  package init(of site: Site, file: String, bases: [String] = [], others: [(String, String)] = []) {
    var names: [(String, String)] = [(file, "input.yaml")] + others
    names += bases.enumerated().map { ($1, "base-\($0 + 1).yaml") }
    names += Self.estate(site.environment) + Self.servers(site)
    for (index, server) in site.exports.servers.enumerated() {
      names += [(server.export.folder, "export-\(index + 1)")] + Self.connectors(server.export)
    }
    if site.inventory.isStated { names.append((site.inventory.folder, "inventory")) }
    names += site.inventory.strangers.enumerated().flatMap { Self.domain($1, "other-domain-\($0 + 1)") }
    self.init(names)
  }

  /// What the input alone names.
  package init(of environment: Environment) {
    self.init(Self.estate(environment) + Self.serverNames(environment))
  }

  private static func estate(_ environment: Environment) -> [(String, String)] {
    var names = [(environment.name.value, "environment"), (environment.tenant.name.value, "tenant")]
    names.append((environment.tenant.id.value.text, "tenant-id"))
    if let label = firstLabel(environment.tenant.name.value) { names.append((label, "tenant")) }
    return names + forests(environment) + people(environment)
  }

  package func hide(_ text: String) -> String {
    guard !names.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let folded = foldedASCII(text)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if let name = names.first(where: { Self.stands($0.folded, at: at, in: folded) }) {
        out += Array(name.label.utf8)
        at += name.folded.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether the name stands there as a word of its own.
  private static func stands(_ name: [UInt8], at start: Int, in text: [UInt8]) -> Bool {
    let end = start + name.count
    guard end <= text.count, text[start..<end].elementsEqual(name) else { return false }
    func isWord(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) || byte >= 0x80 }
    let opens = start == 0 || !isWord(text[start - 1]) || !isWord(name[0])
    return opens && (end == text.count || !isWord(text[end]) || !isWord(name[name.count - 1]))
  }

  private static func serverNames(_ environment: Environment) -> [(String, String)] {
    environment.connect.servers.enumerated().map { ($1.name.value, "server-\($0 + 1)") }
  }

  private static func servers(_ site: Site) -> [(String, String)] {
    var names = serverNames(site.environment)
    for (index, server) in site.environment.connect.servers.enumerated() {
      let label = "server-\(index + 1)"
      let export = site.exports.servers.first { isSameName($0.name, server.name.value) }?.export
      if let other = export?.metaverse?.server { names.append((other, label)) }
    }
    return names
  }

  private static func forests(_ environment: Environment) -> [(String, String)] {
    var names: [(String, String)] = []
    for (index, forest) in environment.forests.enumerated() {
      names += domain(forest.name.value, "forest-\(index + 1)")
      names.append((forest.connector.name.value, "forest-\(index + 1)"))
    }
    for (index, entry) in environment.domains.enumerated() {
      names += domain(entry.domain.name.value, "domain-\(index + 1)")
      names += entry.domain.agents.enumerated().map { ($1.value, "agent-\(index + 1)-\($0 + 1)") }
    }
    return names
  }

  /// A domain by its DNS name, its distinguished name and its first label, which a shortened name may still show.
  private static func domain(_ name: String, _ label: String) -> [(String, String)] {
    [(name, label), (DistinguishedName(domain: name).text, "DC=\(label)")] + (firstLabel(name).map { [($0, label)] } ?? [])
  }

  private static func firstLabel(_ name: String) -> String? {
    name.unicodeScalars.split(separator: ".").first.map { String(String.UnicodeScalarView($0)) }
  }

  private static func people(_ environment: Environment) -> [(String, String)] {
    let owners = environment.owners
    let people =
      [owners.connectAdministrator, owners.directoryAdministrator, owners.entraAdministrator, owners.approver]
      .compactMap { $0?.value } + environment.waivers.map(\.who.value)
      + environment.domains.flatMap { $0.domain.cloudSync.notify.map(\.value) }
    return people.enumerated().map { ($1, "person-\($0 + 1)") }
  }

  /// What only the export knows: its connectors, their forests and accounts.
  private static func connectors(_ export: ServerExport) -> [(String, String)] {
    export.connectors.enumerated().flatMap { index, connector -> [(String, String)] in
      var names = [(connector.name.text, "connector-\(index + 1)")]
      if let account = connector.userName?.text { names.append((account, "account-\(index + 1)")) }
      if let forest = connector.forest?.text { names += domain(forest, "connector-\(index + 1)") }
      return names
    }
  }
}
