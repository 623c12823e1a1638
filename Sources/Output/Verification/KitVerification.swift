import Hashing

/// Whether a carried kit, a folder or a bundle, is what was written: the answer of `verify`.
package struct KitVerification: Sendable {
  /// What is wrong with one path.
  package enum Fault: String, Sendable, CaseIterable {
    /// Other bytes, or something else than a file.
    case edited
    /// Not in the kit.
    case extra
    /// In the kit, and not there.
    case missing
    /// The right bytes, but another permission to execute.
    case permission
  }

  package struct Item: Sendable, Equatable {
    package let fault: Fault
    /// As shown to the user.
    package let path: String
    /// What is wrong in words, as the rest of a sentence that begins with the path.
    package let detail: String

    init(_ fault: Fault, _ path: String, _ detail: String) {
      self.fault = fault
      self.path = path
      self.detail = detail
    }
  }

  /// Sorted by path, bytewise.
  package let items: [Item]
  /// The environment's name; nil when the manifest cannot be read.
  package let environment: String?
  /// Whether the manifest says that the kit was forced.
  package let isForced: Bool
  /// SHA-256 of `manifest.json`, which identifies the kit; nil when it is not there.
  package let manifestDigest: String?
  /// How many files the kit, or the part of it that was asked for, has; with its manifest and checksums.
  package let files: Int

  package var isSame: Bool { items.isEmpty }

  init(items: [Item], manifest: Manifest?, part: DomainPart? = nil, manifestDigest: String?) {
    self.items = items.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    environment = manifest?.header.environment
    isForced = manifest?.header.isForced == true
    self.manifestDigest = manifestDigest
    files = manifest.map { $0.files.count { part?.holds($0.path) ?? true } + 2 } ?? 0
  }

  /// Which part of a kit is asked for: nil for all of it, or when the kit has no such domain, which is then a problem.
  static func part(_ domain: String?, in manifest: Manifest) -> (part: DomainPart?, problem: [Item]) {
    guard let domain else { return (nil, []) }
    if let part = DomainPart(of: domain, in: manifest.header) { return (part, []) }
    let names = manifest.header.units.map(\.domain).joined(separator: ", ")
    return (nil, [Item(.missing, Manifest.fileName, "it has no units in a domain '\(domain)'; its domains are \(names)")])
  }

  /// What is wrong with the two files that describe a kit, as far as they are there.
  ///
  /// - Parameter approved: the digest that the manifest has to have, in lower-case hexadecimal.
  static func items(ofOwn own: OwnFiles, manifest: Manifest, approved: String?) -> [Item] {
    guard let manifestBytes = own.manifest else { return [] }
    var items: [Item] = []
    let digest = Digest.sha256Hex(manifestBytes)
    let expected = own.expectations(manifest)
    if let approved, !approved.utf8.elementsEqual(digest.utf8) {
      items.append(Item(.edited, Manifest.fileName, "its checksum \(digest) is not the approved one"))
    } else if own.checksums != nil, expected.contains(where: { $0.name == Manifest.fileName && $0.sha256 == nil }) {
      items.append(
        Item(.edited, Manifest.fileName, "its checksum is not the one in \(Checksums.fileName); one of the two was changed"))
    }
    if own.checksums != nil, expected.contains(where: { $0.name == Checksums.fileName && $0.sha256 == nil }) {
      items.append(
        Item(
          .edited, Checksums.fileName, "its lines are not those that follow from \(Manifest.fileName); one of the two was changed"
        ))
    }
    return items
  }
}
