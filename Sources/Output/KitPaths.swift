/// Paths as a disk has them: bytes, parted by `/`.
enum KitPaths {
  static let separator = UInt8(ascii: "/")

  static func parts(_ path: [UInt8]) -> [[UInt8]] { path.split(separator: separator).map(Array.init) }

  static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] { folder.isEmpty ? name : folder + [separator] + name }

  /// The folder of a path and the name in it.
  static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let slash = path.lastIndex(of: separator) else { return ([], path) }
    return (Array(path[..<slash]), Array(path[(slash + 1)...]))
  }

  /// Every folder that the paths lie in, at any level.
  static func folders(of paths: [[UInt8]]) -> Set<[UInt8]> {
    var folders: Set<[UInt8]> = []
    for path in paths {
      for index in path.indices where path[index] == separator { folders.insert(Array(path[..<index])) }
    }
    return folders
  }
}
