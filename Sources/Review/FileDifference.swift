import Output

/// One file that is not the same in two kits, or two versions of an input file.
package struct FileDifference: Sendable {
  package enum Kind: String, Sendable {
    case added, removed, changed
    /// The same bytes, and another permission to execute.
    case permission
  }

  package let path: String
  package let kind: Kind
  package let lines: LineDifference

  /// The same, for a report that names files only.
  package var withoutLines: FileDifference { FileDifference(path: path, kind: kind, lines: LineDifference([], [])) }

  private init(path: String, kind: Kind, lines: LineDifference) {
    self.path = path
    self.kind = kind
    self.lines = lines
  }

  package init(path: String, old: [UInt8]?, new: [UInt8]?) {
    self.path = path
    kind = old == nil ? .added : new == nil ? .removed : old == new ? .permission : .changed
    lines = LineDifference(old ?? [], new ?? [])
  }

  /// The files of two kits that differ, sorted by path, bytewise. Manifest, checksums and summary are left out, because they follow from the others.
  package static func all(_ old: KitContents, _ new: KitContents) -> [FileDifference] {
    let follows = ["SHA256SUMS", "manifest.json", KitSummary.path].map { Array($0.utf8) }
    func byPath(_ kit: KitContents) -> [[UInt8]: KitContents.File] {
      Dictionary(kit.files.map { (Array($0.path.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let before = byPath(old)
    let after = byPath(new)
    return Set(before.keys).union(after.keys).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { path in
      let one = before[path]
      let other = after[path]
      guard !follows.contains(path), one?.bytes != other?.bytes || one?.isExecutable != other?.isExecutable else { return nil }
      return FileDifference(path: String(decoding: path, as: UTF8.self), old: one?.bytes, new: other?.bytes)
    }
  }
}
