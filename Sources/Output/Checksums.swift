import Hashing

/// The file `SHA256SUMS`: a line a file with its digest, two spaces and its path, as `sha256sum -c` reads it. Lists
/// everything in the kit but itself, sorted by path.
package enum Checksums {
  package static let fileName = "SHA256SUMS"

  /// - Parameter manifestBytes: the bytes of the `manifest.json` beside it.
  package static func bytes(of manifest: Manifest, manifestBytes: [UInt8]) -> [UInt8] {
    let digests = manifest.files.map { ($0.path, $0.sha256) } + [(Manifest.fileName, Digest.sha256Hex(manifestBytes))]
    return digests.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.flatMap { line(path: $0, sha256: $1) }
  }

  /// One line. Kit paths hold neither a backslash nor a line break, so that `sha256sum`'s escaping is never needed.
  static func line(path: String, sha256: String) -> [UInt8] { Array("\(sha256)  \(path)\n".utf8) }
}
