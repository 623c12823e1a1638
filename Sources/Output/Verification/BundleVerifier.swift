import Hashing

/// Verifies a bundle byte by byte, without unpacking it: what its manifest says decides what every byte has to be.
package struct BundleVerifier: Sendable {
  /// The largest bundle that is read, in bytes.
  package static let largest = 1 << 30

  private let bytes: [UInt8]
  private let form: BundleForm

  /// Nil when the bytes are no archive of the kinds that bundles are.
  package init?(_ bytes: [UInt8]) {
    guard let form = BundleForm(looksOf: bytes) else { return nil }
    self.form = form
    self.bytes = bytes
  }

  /// - Parameters:
  ///   - approved: the digest that the manifest has to have, in lower-case hexadecimal.
  ///   - domain: the bundle holds the part of this domain.
  package func verify(approved: String? = nil, domain: String? = nil) -> KitVerification {
    guard let (start, end) = manifestRange else {
      return broken(
        "the archive does not begin with it as 'syncshift bundle' writes it; of another archive, unpack it and verify the folder",
        nil)
    }
    let manifestBytes = Array(bytes[start..<end])
    let digest = Digest.sha256Hex(manifestBytes)
    switch Result(catching: { () throws(Manifest.Problem) in try Manifest(reading: manifestBytes) }) {
    case .failure(let problem): return broken(problem.message, digest)
    case .success(let manifest):
      if let problem = Bundle.problem(
        [Manifest.fileName, Checksums.fileName] + manifest.files.map(\.path), environment: manifest.header.environment, form)
      {
        return broken(problem, digest)
      }
      let checksums = content(
        of: Checksums.fileName, after: end, size: Checksums.bytes(of: manifest, manifestBytes: manifestBytes).count, manifest)
      let own = OwnFiles(manifest: manifestBytes, checksums: Array(bytes[checksums]))
      let (part, problem) = KitVerification.part(domain, in: manifest)
      var items = problem + KitVerification.items(ofOwn: own, manifest: manifest, approved: approved)
      // The checksums vouch for the sizes in the manifest, and with them for the place of every file. Without that nothing more can be said.
      if own.vouchesForManifest {
        items += compare(with: manifest, part, firstContents: [start..<end, checksums], except: items.map(\.path))
      }
      return KitVerification(items: items, manifest: manifest, part: part, manifestDigest: digest)
    }
  }

  private func broken(_ message: String, _ digest: String?) -> KitVerification {
    KitVerification(items: [.init(.edited, Manifest.fileName, message)], manifest: nil, manifestDigest: digest)
  }

  // MARK: Where the first two files are

  /// Where the manifest's own bytes are. Its header is not asked, because it may be the damaged part: the text tells where it begins and ends.
  private var manifestRange: (start: Int, end: Int)? {
    switch form {
    case .tar:
      let start = TarBundle.block
      guard start < bytes.count, bytes[start] == UInt8(ascii: "{"), let end = bytes[start...].firstIndex(of: 0) else {
        return nil
      }
      return (start, end)
    case .zip:
      guard let start = firstIndex(of: Array("{\n  \"format\"".utf8), from: 0),
        // The only line that is nothing but a brace is the manifest's last.
        let end = firstIndex(of: Array("\n}\n".utf8), from: start)
      else { return nil }
      return (start, end + 3)
    }
  }

  private func firstIndex(of piece: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= piece.count else { return nil }
    return (start...(bytes.count - piece.count)).first {
      bytes[$0] == piece[0] && bytes[$0..<($0 + piece.count)].elementsEqual(piece)
    }
  }

  /// Where the bytes of the next file have to be, cut off at the end of the archive.
  private func content(of name: String, after end: Int, size: Int, _ manifest: Manifest) -> Range<Int> {
    let file = BundleFile(path: "\(manifest.header.environment)/\(name)", bytes: [], isExecutable: false)
    let start: Int
    switch form {
    case .tar: start = end + TarBundle.padding(end).count + TarBundle.block
    case .zip: start = end + ZipBundle.local(file, 0).count
    }
    let first = min(start, bytes.count)
    return first..<(first + min(size, bytes.count - first))
  }

  // MARK: Every byte

  private func compare(
    with manifest: Manifest, _ part: DomainPart?, firstContents: [Range<Int>], except known: [String]
  ) -> [KitVerification.Item] {
    let listed = manifest.files.filter { part?.holds($0.path) ?? true }
    let own = [Manifest.fileName, Checksums.fileName]
    var ranges = firstContents
    for file in listed {
      ranges.append(content(of: file.path, after: ranges[ranges.count - 1].upperBound, size: file.size, manifest))
    }
    let names = own + listed.map(\.path)
    let files = names.indices.map { index in
      BundleFile(
        path: "\(manifest.header.environment)/\(names[index])", bytes: Array(bytes[ranges[index]]),
        isExecutable: index < own.count ? false : listed[index - own.count].isExecutable)
    }
    var items: [KitVerification.Item] = []
    for (file, found) in zip(listed, files.dropFirst(own.count)) {
      let digest = Digest.sha256Hex(found.bytes)
      if found.bytes.count < file.size {
        items.append(.init(.missing, file.path, "the archive ends before it, or within it"))
      } else if !digest.utf8.elementsEqual(file.sha256.utf8) {
        items.append(.init(.edited, file.path, "its checksum is \(digest), and was \(file.sha256)"))
      }
    }
    var offset = 0
    let skipped = manifest.header.environment.utf8.count + 1
    for region in Bundle(files, form).regions {
      defer { offset += region.bytes.count }
      guard !bytes.dropFirst(offset).prefix(region.bytes.count).elementsEqual(region.bytes) else { continue }
      let path = region.path.map { String(decoding: $0.utf8.dropFirst(skipped), as: UTF8.self) } ?? "(end of the archive)"
      if !(items.map(\.path) + known).contains(where: { $0.utf8.elementsEqual(path.utf8) }) {
        items.append(.init(.edited, path, "what the archive says about it, near byte \(offset), is not as it was written"))
      }
    }
    if offset < bytes.count { items.append(.init(.extra, "(end of the archive)", "\(bytes.count - offset) bytes follow it")) }
    return items
  }
}
