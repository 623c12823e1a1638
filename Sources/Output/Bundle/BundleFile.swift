/// One file as a bundle holds it.
package struct BundleFile: Sendable {
  /// Begins with the environment's name, which is the folder that unpacking makes.
  let path: String
  let bytes: [UInt8]
  let isExecutable: Bool

  /// As both kinds of archive record it: a regular file, 0755 for what is run, 0644 for the rest.
  var mode: UInt32 { isExecutable ? 0o755 : 0o644 }

  /// The one time of every file, in seconds since 1970: 1 January 1980, 00:00 UTC, the earliest that a zip can say. A kit holds no time, and neither does its
  /// bundle.
  static let time = 315_532_800
}

/// A piece of a bundle, and the file that it belongs to: so a damaged byte has a name.
package struct BundleRegion: Sendable {
  /// Nil for what closes the archive.
  package let path: String?
  package let bytes: [UInt8]
}
