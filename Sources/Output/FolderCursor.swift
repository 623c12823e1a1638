/// A place in a tree of folders, moved from path to path. Holds the folders open that lead there, at most as many as the path
/// has parts, so that the number of files in a kit does not meet the limit on open ones.
struct FolderCursor {
  private let fileSystem: FileSystem
  private let root: Folder
  private var open: [(name: [UInt8], folder: Folder)] = []
  /// Where it stands; nil when it could not get where it was last sent to.
  private var path: [UInt8]? = []

  init(_ root: Folder, fileSystem: FileSystem) {
    self.root = root
    self.fileSystem = fileSystem
  }

  /// The folder at the path.
  ///
  /// - Parameter making: makes a folder that is not there; without it that is an error. Gets the folder's own path.
  mutating func move(to path: [UInt8], making: ((Folder, _ name: [UInt8], _ path: [UInt8]) throws -> Folder)? = nil) throws
    -> Folder
  {
    // Most often the next file stands beside the last one.
    if path == self.path { return open.last?.folder ?? root }
    self.path = nil
    let parts = KitPaths.parts(path)
    var same = 0
    while same < min(parts.count, open.count), parts[same] == open[same].name { same += 1 }
    open.removeLast(open.count - same)
    for part in parts[same...] {
      let parent = open.last?.folder ?? root
      let folder: Folder
      if let making, try fileSystem.status(in: parent, part) == nil {
        let inner = Array(parts[...open.count].joined(separator: [KitPaths.separator]))
        folder = try making(parent, part, inner)
      } else {
        folder = try fileSystem.folder(in: parent, part)
      }
      open.append((part, folder))
    }
    self.path = path
    return open.last?.folder ?? root
  }
}
