/// Where a forced run keeps what users wrote into a kit's folder.
///
/// The rule: what the new kit leaves room for stays where it is. What stands at a path that the kit needs, and a generated
/// file that somebody edited, is kept beside it with `.kept-1` after its name, or the first number that is free.
struct KeptFiles {
  /// An entry of the old folder and its path in the new one.
  struct Keeping {
    var entry: DiskEntry
    var path: [UInt8]
    var isMoved: Bool { entry.path != path }
  }

  /// Sorted by the path on the disk, bytewise.
  let all: [Keeping]

  init(_ comparison: KitComparison, kit: Kit, disk: KitOnDisk) {
    let keep = Dictionary(
      comparison.items.filter { $0.change == .foreign || $0.change == .edited }.map { ($0.name, $0.change) },
      uniquingKeysWith: { first, _ in first })
    let files = Set(kit.files.map(\.name))
    let folders = KitPaths.folders(of: kit.files.map(\.name))
    var names = FreeNames(taken: disk.entries.map(\.path) + kit.files.map(\.name))
    all = disk.entries.compactMap { entry in
      guard let change = keep[entry.path] else { return nil }
      let path = entry.path
      // A whole folder stands where the kit has a file: the folder moves, with all that is in it.
      for index in path.indices where path[index] == KitPaths.separator && files.contains(Array(path[..<index])) {
        return Keeping(entry: entry, path: names.beside(Array(path[..<index])) + path[index...])
      }
      let isInTheWay = files.contains(path) || folders.contains(path)
      return Keeping(entry: entry, path: isInTheWay || change == .edited ? names.beside(path) : path)
    }
  }
}

/// Gives out names that nothing in the folder has, folded to lower case.
private struct FreeNames {
  private var taken: Set<[UInt8]>
  private var given: [[UInt8]: [UInt8]] = [:]

  init(taken paths: [[UInt8]]) {
    taken = Set(paths.map(KitPathRule.fold))
    taken.formUnion(KitPaths.folders(of: paths).map(KitPathRule.fold))
  }

  /// The same answer each time for the same path.
  mutating func beside(_ path: [UInt8]) -> [UInt8] {
    if let name = given[path] { return name }
    var number = 1
    while true {
      let name = path + Array(".kept-\(number)".utf8)
      if taken.insert(KitPathRule.fold(name)).inserted {
        given[path] = name
        return name
      }
      number += 1
    }
  }
}
