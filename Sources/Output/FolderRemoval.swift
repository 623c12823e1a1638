/// Removes a folder with everything in it, without following a symbolic link.
struct FolderRemoval {
  let fileSystem: FileSystem

  func remove(in parent: Folder, _ name: [UInt8]) throws {
    let folder = try fileSystem.folder(in: parent, name)
    // Without these bits nothing in it could be removed.
    if try fileSystem.status(of: folder).permissions & 0o300 != 0o300 { try fileSystem.setPermissions(of: folder, to: 0o700) }
    for inner in try fileSystem.names(in: folder) {
      guard let status = try fileSystem.status(in: folder, inner) else { continue }
      if status.kind == .folder {
        try remove(in: folder, inner)
      } else {
        try fileSystem.remove(in: folder, inner)
      }
    }
    try fileSystem.remove(in: parent, name, isFolder: true)
  }
}
