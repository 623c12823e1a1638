import Glibc

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

  /// Makes a folder of a name in another one. Gets its path as well. Fails if the name is taken.
  typealias Making = (Folder, _ name: [UInt8], _ path: [UInt8]) throws -> Folder

  /// The folder at the path.
  ///
  /// - Parameter making: makes a folder that is not there; without it that is an error.
  mutating func move(to path: [UInt8], making: Making? = nil) throws -> Folder {
    // Most often the next file stands beside the last one.
    if path == self.path { return open.last?.folder ?? root }
    self.path = nil
    let parts = KitPaths.parts(path)
    var same = 0
    while same < min(parts.count, open.count), parts[same] == open[same].name { same += 1 }
    open.removeLast(open.count - same)
    for part in parts[same...] {
      let parent = open.last?.folder ?? root
      open.append((part, try folder(parent, part, making, Array(parts[...open.count].joined(separator: [KitPaths.separator])))))
    }
    self.path = path
    return open.last?.folder ?? root
  }

  private func folder(_ parent: Folder, _ name: [UInt8], _ making: Making?, _ path: [UInt8]) throws -> Folder {
    do {
      if let making { return try making(parent, name, path) }
    } catch let error as SystemError where error.call == .makeFolder && error.number == EEXIST {
      // It was made before, on the way to another path.
    }
    return try fileSystem.folder(in: parent, name)
  }
}
