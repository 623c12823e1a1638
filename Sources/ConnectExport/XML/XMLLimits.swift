/// How much a file of an export may hold. The numbers are ours: far above any real export, low enough that a file made to hurt costs little.
package struct XMLLimits: Sendable {
  /// The whole file, in bytes (512 MB). Files are read piece by piece, so this costs time and no memory.
  package var fileBytes = 512 << 20
  /// Elements inside one another. A real connector file needs 12.
  package var depth = 64
  /// One value that is kept, in bytes of UTF-8 (1 MB).
  package var valueBytes = 1 << 20
  /// All values of one file that are kept, in bytes of UTF-8 (16 MB).
  package var keptBytes = 16 << 20
  /// Elements of one file that are looked at.
  package var keptValues = 500_000

  package init() {}

  package static let standard = XMLLimits()
}
