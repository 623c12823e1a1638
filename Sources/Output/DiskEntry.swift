/// A file, link or other leaf that was found in a kit's folder, or a folder that holds nothing.
package struct DiskEntry: Sendable {
  /// Relative to the kit's folder; any bytes but zero.
  let path: [UInt8]
  package let status: FileStatus
  /// Lower-case hexadecimal. Only for files that can be what a manifest or a new kit says, by their path and size.
  package let sha256: String?

  /// As shown to the user; a folder ends with `/`.
  package var shownPath: String { ShownName.of(path) + (status.kind == .folder ? "/" : "") }

  func holds(sha256 other: String) -> Bool { sha256.map { $0.utf8.elementsEqual(other.utf8) } ?? false }
}
