import Hashing

/// What was found in a kit's folder.
package struct KitOnDisk: Sendable {
  /// The folder itself.
  package let status: FileStatus
  /// Sorted by path, bytewise.
  package let entries: [DiskEntry]
  /// What the last run wrote; nil when there is no manifest that can be read.
  package let manifest: Manifest?
  /// Why `manifest.json` cannot be used, when it is there and cannot.
  package let manifestProblem: String?

  /// What each path should hold by the manifest. No digest where the manifest does not vouch for the file any more.
  private let expected: [[UInt8]: Expectation]

  struct Expectation {
    var sha256: String?
    var isExecutable: Bool
  }

  /// - Parameter own: the bytes of `manifest.json` and `SHA256SUMS`, as far as they are there.
  init(status: FileStatus, entries: [DiskEntry], manifest: Result<Manifest, Manifest.Problem>?, own: OwnFiles) {
    self.status = status
    self.entries = entries
    var expected: [[UInt8]: Expectation] = [:]
    switch manifest {
    case nil: (self.manifest, manifestProblem) = (nil, nil)
    case .failure(let problem): (self.manifest, manifestProblem) = (nil, problem.message)
    case .success(let manifest):
      (self.manifest, manifestProblem) = (manifest, nil)
      for file in manifest.files {
        expected[Array(file.path.utf8)] = Expectation(sha256: file.sha256, isExecutable: file.isExecutable)
      }
      for (name, sha256) in own.expectations(manifest) {
        expected[Array(name.utf8)] = Expectation(sha256: sha256, isExecutable: false)
      }
    }
    self.expected = expected
  }

  /// What the path should hold, if the last run wrote it.
  func expectation(for path: [UInt8]) -> Expectation? { expected[path] }

  /// Whether the last run wrote exactly these bytes there.
  func isAsWritten(_ entry: DiskEntry) -> Bool {
    guard entry.status.kind == .file, let expected = expected[entry.path]?.sha256 else { return false }
    return entry.holds(sha256: expected)
  }
}

/// The two files of a kit that its manifest does not list, as they are on the disk. Each vouches for the other: the
/// checksums hold the manifest's digest, and the manifest says what the checksums must be.
struct OwnFiles {
  var manifest: [UInt8]?
  var checksums: [UInt8]?

  /// What the two should hold; no digest for one that was edited.
  func expectations(_ read: Manifest) -> [(name: String, sha256: String?)] {
    guard let manifest else { return [] }
    let digest = Digest.sha256Hex(manifest)
    let right = Checksums.bytes(of: read, manifestBytes: manifest)
    guard let checksums else { return [(Manifest.fileName, digest), (Checksums.fileName, nil)] }
    let same = Self.others(checksums).elementsEqual(Self.others(right), by: { $0.elementsEqual($1) })
    return [
      (Manifest.fileName, vouchesForManifest ? digest : nil), (Checksums.fileName, same ? Digest.sha256Hex(checksums) : nil),
    ]
  }

  /// Whether the checksums hold the manifest's digest.
  var vouchesForManifest: Bool {
    guard let manifest, let checksums else { return false }
    let line = Checksums.line(path: Manifest.fileName, sha256: Digest.sha256Hex(manifest)).dropLast()
    return Self.lines(checksums).contains { $0.elementsEqual(line) }
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The lines about everything but the manifest.
  private static func others(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    lines(bytes).filter { !$0.suffix(Manifest.fileName.utf8.count + 2).elementsEqual("  \(Manifest.fileName)".utf8) }
  }
}
