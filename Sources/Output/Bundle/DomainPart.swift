/// One domain's part of a kit: all files but those that are of another domain alone. It keeps the manifest of the whole kit, so it is the same kit to every
/// script and every proof, and parts unpacked over each other become the whole.
///
/// A file is of one domain alone when it lies in a folder of the domain's name, or when its own name ends with it, as in
/// `20-install-agent-contoso.com.ps1`. The ways back are in every part: taking a wave back pauses the jobs of all its domains. `verify.sh` and `verify.ps1` go by the same rule.
package struct DomainPart: Sendable {
  /// As the manifest spells it.
  package let domain: String
  private let key: [UInt8]
  /// Folded names of all domains, the longest first: `emea-contoso.com` ends with `-contoso.com`.
  private let all: [[UInt8]]

  private static let waysBack = ["rollback", "90-rollback"].map { Array($0.utf8) }

  /// Nil when no unit of the kit lies in a domain of that name.
  package init?(of domain: String, in header: ManifestHeader) {
    key = KitPathRule.fold(domain.utf8)
    all = header.units.map { KitPathRule.fold($0.domain.utf8) }.sorted { $0.count > $1.count }
    guard let index = header.units.firstIndex(where: { [key] in KitPathRule.fold($0.domain.utf8) == key }) else { return nil }
    self.domain = header.units[index].domain
  }

  /// Whether the file with that path belongs to the part.
  package func holds(_ path: String) -> Bool { domain(of: path).map { $0 == key } ?? true }

  /// The folded name of the domain that the file is of alone.
  private func domain(of path: String) -> [UInt8]? {
    let parts = KitPaths.parts(KitPathRule.fold(path.utf8)).map(Array.init)
    guard let name = parts.last, !parts.contains(where: Self.waysBack.contains) else { return nil }
    let stem = name.prefix(name.lastIndex(of: UInt8(ascii: ".")) ?? name.count)
    return all.first { domain in
      parts.dropLast().contains(domain) || stem.suffix(domain.count + 1).elementsEqual([UInt8(ascii: "-")] + domain)
    }
  }
}

extension KitContents {
  /// The files of one domain's part, under the manifest of the whole kit.
  package func part(_ part: DomainPart) -> KitContents {
    KitContents(manifest: manifest, files: files.filter { part.holds($0.path) })
  }
}
