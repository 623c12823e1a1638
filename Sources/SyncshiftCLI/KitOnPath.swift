import Output

/// Finds the kit that a file lies in, by the manifest in one of the folders above it.
enum KitOnPath {
  /// The manifest, and the file's path inside the kit; nil when no folder on the path is a kit.
  static func find(_ path: String) throws(OutputFailure) -> (manifest: Manifest, inside: String)? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map {
      String(decoding: $0, as: UTF8.self)
    }
    let root = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for depth in parts.indices.dropLast().reversed() where KitPathRule.problem(in: parts[depth]) == nil {
      let above = parts[..<depth].joined(separator: "/")
      let parent = root + above
      let location = KitLocation(parent: parent.utf8.isEmpty ? "." : parent, name: parts[depth])
      if let manifest = try KitReader().manifest(of: location) { return (manifest, parts[(depth + 1)...].joined(separator: "/")) }
    }
    return nil
  }
}
