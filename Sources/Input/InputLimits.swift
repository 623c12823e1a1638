/// How much an input file may hold. The numbers are ours: far above any real estate, low enough that a file made to hurt
/// costs little time and memory.
package struct InputLimits: Sendable {
  /// The whole file, in bytes (16 MB).
  package var fileBytes = 16 * 1024 * 1024
  /// Lists and mappings inside one another. libyaml's work grows with the square of this depth.
  package var depth = 64
  /// One value, in bytes of UTF-8.
  package var scalarBytes = 65_536
  /// One key, in bytes of UTF-8. libyaml itself gives up on a key of more than 1,024 characters.
  package var keyBytes = 256
  /// Values, keys, lists and mappings together.
  package var nodes = 500_000
  /// Messages about one file; then reading stops.
  package var problems = 200

  package init() {}

  package static let standard = InputLimits()
}
