import Foundation

/// The package as it lies on disk, for tests that read sources rather than run them.
enum PackageFolder {
  /// Found from this file's own place, so that tests may run from any folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files below `folder` that end with `ending`, relative to the package, sorted.
  static func files(below folder: String, ending: String = "") -> [String] {
    let start = root.appending(path: folder)
    let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey])
    var paths: [String] = []
    while let file = found?.nextObject() as? URL {
      guard (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else { continue }
      let path = file.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)
      if path.hasSuffix(ending) { paths.append(String(path)) }
    }
    return paths.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func lines(_ path: String) throws -> [String] {
    String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
