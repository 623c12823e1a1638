import Glibc
import Hashing

/// Verifies a kit in a folder. Nothing is written, and symbolic links below the folder are not followed.
package struct FolderVerifier: Sendable {
  private let fileSystem: FileSystem

  package init(fileSystem: FileSystem = FileSystem()) { self.fileSystem = fileSystem }

  /// - Parameters:
  ///   - path: the kit's folder, of any name.
  ///   - approved: the digest that the manifest has to have, in lower-case hexadecimal.
  ///   - domain: files of other domains may be missing.
  ///   - signed: take signature blocks off the `.ps1` files before they are compared.
  package func verify(_ path: String, approved: String? = nil, domain: String? = nil, signed: Bool = false)
    throws(OutputFailure) -> KitVerification
  {
    try OutputFailure.wrap {
      let root = try fileSystem.folder(at: path)
      let own = OwnFiles(manifest: try ownFile(Manifest.fileName, root), checksums: try ownFile(Checksums.fileName, root))
      guard let manifestBytes = own.manifest else {
        let item = KitVerification.Item(.missing, Manifest.fileName, "it is not here, so this is not a whole kit")
        return KitVerification(items: [item], manifest: nil, manifestDigest: nil)
      }
      let digest = Digest.sha256Hex(manifestBytes)
      switch Result(catching: { () throws(Manifest.Problem) in try Manifest(reading: manifestBytes) }) {
      case .failure(let problem):
        let item = KitVerification.Item(.edited, Manifest.fileName, problem.message)
        return KitVerification(items: [item], manifest: nil, manifestDigest: digest)
      case .success(let manifest):
        let (part, problem) = KitVerification.part(domain, in: manifest)
        var comparison = FolderComparison(fileSystem: fileSystem, manifest: manifest, part: part, signed: signed)
        try comparison.visit(root, path: [], depth: 1)
        let items = problem + KitVerification.items(ofOwn: own, manifest: manifest, approved: approved) + comparison.finished
        return KitVerification(items: items, manifest: manifest, part: part, manifestDigest: digest)
      }
    }
  }

  private func ownFile(_ name: String, _ root: Folder) throws -> [UInt8]? {
    guard let status = try fileSystem.status(in: root, Array(name.utf8)), status.kind == .file else { return nil }
    return try fileSystem.read(in: root, Array(name.utf8), atMost: Manifest.largest).bytes
  }
}

/// One walk through a carried kit, beside the list of its manifest.
private struct FolderComparison {
  private let fileSystem: FileSystem
  private let part: DomainPart?
  private let signed: Bool
  /// By path; the kit's own two files have no digest here, because they are looked at apart.
  private var wanted: [[UInt8]: (file: ManifestFile?, isSeen: Bool)] = [:]
  private let folders: Set<[UInt8]>
  private var items: [KitVerification.Item] = []
  private var count = 0

  init(fileSystem: FileSystem, manifest: Manifest, part: DomainPart?, signed: Bool) {
    self.fileSystem = fileSystem
    self.part = part
    self.signed = signed
    for file in manifest.files { wanted[Array(file.path.utf8)] = (file, false) }
    for name in [Manifest.fileName, Checksums.fileName] { wanted[Array(name.utf8)] = (nil, false) }
    folders = KitPaths.folders(of: manifest.files.map { Array($0.path.utf8) })
  }

  /// With what was not found on the way.
  var finished: [KitVerification.Item] {
    items
      + wanted.filter { !$0.value.isSeen }.map { String(decoding: $0.key, as: UTF8.self) }
      .filter { part?.holds($0) ?? true }.map { KitVerification.Item(.missing, $0, "it is not here") }
  }

  mutating func visit(_ folder: Folder, path: [UInt8], depth: Int) throws {
    for name in try fileSystem.names(in: folder) {
      guard let status = try fileSystem.status(in: folder, name) else { continue }
      let inner = KitPaths.join(path, name)
      count += 1
      guard depth <= KitReader.deepest, count <= KitReader.mostEntries else {
        throw OutputFailure(
          OutputCatalog.tooManyEntries, "'\(folder.path)' holds more, or is nested deeper, than any kit",
          hint: "name the kit's folder")
      }
      if let (file, _) = wanted[inner] {
        wanted[inner]?.isSeen = true
        try compare(folder, name, inner, status, file)
      } else if status.kind == .folder, folders.contains(inner) {
        try visit(try fileSystem.folder(in: folder, name), path: inner, depth: depth + 1)
      } else {
        let isFolder = status.kind == .folder
        items.append(
          .init(.extra, ShownName.of(inner) + (isFolder ? "/" : ""), "the kit has no such \(isFolder ? "folder" : "file")"))
      }
    }
  }

  private mutating func compare(_ folder: Folder, _ name: [UInt8], _ path: [UInt8], _ status: FileStatus, _ file: ManifestFile?)
    throws
  {
    let shown = ShownName.of(path)
    guard status.kind == .file else {
      items.append(.init(.edited, shown, "it is not a file any more"))
      return
    }
    if let file {
      let mayBeSigned = signed && file.path.utf8.suffix(4).elementsEqual(".ps1".utf8)
      // A manifest that somebody wrote may say anything; no file is read beyond the limit of a bundle.
      let limit = min(file.size, BundleVerifier.largest) + (mayBeSigned ? SignatureBlock.largest : 0)
      let bytes = try fileSystem.read(in: folder, name, atMost: limit).bytes
      let digest = Digest.sha256Hex(bytes)
      if bytes.count > limit {
        items.append(.init(.edited, shown, "it is larger than it was written"))
      } else if !digest.utf8.elementsEqual(file.sha256.utf8),
        !mayBeSigned
          || !SignatureBlock.unsigned(bytes).contains(where: { Digest.sha256Hex($0).utf8.elementsEqual(file.sha256.utf8) })
      {
        items.append(.init(.edited, shown, "its checksum is \(digest), and was \(file.sha256)"))
      }
    }
    let isExecutable = file?.isExecutable ?? false
    if status.isExecutable != isExecutable {
      items.append(
        .init(
          .permission, shown,
          isExecutable
            ? "it was executable and is not; mend it with: chmod 755 '\(shown)'"
            : "it is executable and was not; mend it with: chmod 644 '\(shown)'"))
    }
  }
}
