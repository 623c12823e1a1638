import Glibc

/// The folder that the user named for the output, made with everything above it when it is not there.
struct ParentFolder {
  let fileSystem: FileSystem

  func open(_ path: String) throws -> Folder {
    do {
      return try fileSystem.folder(at: path)
    } catch let error as SystemError where error.number == ENOENT {
      if let above = above(path) { _ = try open(above) }
    }
    do {
      try fileSystem.makeFolder(at: path)
    } catch let error as SystemError where error.number == EEXIST {
      // Another run made it meanwhile, or it is a link that leads nowhere; opening it tells which.
      return try fileSystem.folder(at: path)
    }
    let folder = try fileSystem.folder(at: path)
    try fileSystem.setPermissions(of: folder, to: KitBuilder.folderPermissions)
    return folder
  }

  /// The path without its last part; nil when there is none above.
  private func above(_ path: String) -> String? {
    var bytes = Array(path.utf8)
    while bytes.last == KitPaths.separator { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: KitPaths.separator), slash > 0 else { return nil }
    return String(decoding: bytes[..<slash], as: UTF8.self)
  }
}
