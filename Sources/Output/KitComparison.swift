/// How a kit differs from what stands on the disk: the answer of `plan` and `check`, and what `generate` acts upon.
package struct KitComparison: Sendable {
  /// Everything that differs, each path once, sorted by path, bytewise.
  package let items: [Item]
  /// How many files are the same, in bytes and in the permission to execute.
  package let unchanged: Int
  /// Why the manifest on the disk cannot be used, when it is there and cannot.
  package let manifestProblem: String?
  /// Whether the kit on the disk says that it was forced.
  package let isForcedOnDisk: Bool

  /// What is different about a path.
  package enum Change: String, Sendable, CaseIterable {
    /// New in the kit, and not on the disk.
    case added
    /// As the last run wrote it, and now different.
    case changed
    /// As the last run wrote it, and no longer in the kit.
    case removed
    /// On the disk, not written by the last run, and not what the kit has there.
    case foreign
    /// Written by the last run, and since then changed by somebody.
    case edited
    /// Written by the last run, still in the kit, and gone from the disk.
    case missing
    /// The right content, but somebody changed the permission to execute it.
    case modeChanged = "mode-changed"

    /// Whether somebody else than the last run did it, so that writing over it would lose something.
    package var needsForce: Bool { self == .foreign || self == .edited || self == .modeChanged }
  }

  package struct Item: Sendable {
    /// As the disk has it; any bytes but zero.
    let name: [UInt8]
    package let change: Change
    /// As shown to the user; a folder, which is listed only when it is empty, ends with `/`.
    package let path: String
    /// In bytes; nil when there is nothing on the disk.
    package let sizeOnDisk: Int?
    /// In bytes; nil when the kit has no such file.
    package let sizeInKit: Int?
  }

  package func items(_ change: Change) -> [Item] { items.filter { $0.change == change } }
  package var added: [Item] { items(.added) }
  package var changed: [Item] { items(.changed) }
  package var removed: [Item] { items(.removed) }
  package var foreign: [Item] { items(.foreign) }
  package var edited: [Item] { items(.edited) }
  package var missing: [Item] { items(.missing) }
  package var modeChanged: [Item] { items(.modeChanged) }

  package var isSame: Bool { items.isEmpty }
  /// Whether `generate` refuses to write unless it is forced.
  package var needsForce: Bool { items.contains { $0.change.needsForce } }
  /// Whether a run that may write has anything to do. Foreign files stay as they are.
  var hasWork: Bool { items.contains { $0.change != .foreign } || !inTheWay.isEmpty }
  /// Foreign entries at a path that the kit needs.
  private var inTheWay: [Item] { items.filter { $0.change == .foreign && $0.sizeInKit != nil } }

  private init(items: [Item], unchanged: Int, manifestProblem: String?, isForcedOnDisk: Bool) {
    self.items = items
    self.unchanged = unchanged
    self.manifestProblem = manifestProblem
    self.isForcedOnDisk = isForcedOnDisk
  }

  /// - Parameter disk: what stands there; nil when there is no folder yet.
  package init(_ kit: Kit, with disk: KitOnDisk?) {
    guard let disk else {
      let items = kit.files.map { Item($0.name, .added, nil, sizeInKit: $0.bytes.count) }
      self.init(items: items, unchanged: 0, manifestProblem: nil, isForcedOnDisk: false)
      return
    }
    var items: [Item] = []
    var unchanged = 0
    let onDisk = Dictionary(disk.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var inKit: Set<[UInt8]> = []
    for file in kit.files {
      inKit.insert(file.name)
      let entry = onDisk[file.name]
      guard let change = Self.change(file, entry, disk) else {
        unchanged += 1
        continue
      }
      items.append(Item(file.name, change, entry, sizeInKit: file.bytes.count))
    }
    // A folder that somebody emptied is not foreign; its files are missing.
    let folders = KitPaths.folders(of: kit.files.map(\.name) + (disk.manifest?.files ?? []).map { Array($0.path.utf8) })
    for entry in disk.entries where !inKit.contains(entry.path) {
      if entry.status.kind == .folder, folders.contains(entry.path) { continue }
      items.append(Item(entry.path, Self.change(leftover: entry, disk), entry, sizeInKit: nil))
    }
    self.init(
      items: items.sorted { $0.name.lexicographicallyPrecedes($1.name) }, unchanged: unchanged,
      manifestProblem: disk.manifestProblem, isForcedOnDisk: disk.manifest?.header.isForced == true)
  }

  private static func change(_ file: Kit.File, _ entry: DiskEntry?, _ disk: KitOnDisk) -> Change? {
    let expected = disk.expectation(for: file.name)
    guard let entry else { return expected == nil ? .added : .missing }
    let isWanted = entry.status.kind == .file && entry.holds(sha256: file.sha256)
    let mode = entry.status.isExecutable
    if isWanted, mode == file.isExecutable { return nil }
    guard let expected else { return isWanted ? .modeChanged : .foreign }
    guard isWanted || disk.isAsWritten(entry) else { return .edited }
    return mode == expected.isExecutable ? .changed : .modeChanged
  }

  /// What stands on the disk and is not in the kit.
  private static func change(leftover entry: DiskEntry, _ disk: KitOnDisk) -> Change {
    guard let expected = disk.expectation(for: entry.path) else { return .foreign }
    guard disk.isAsWritten(entry) else { return .edited }
    return entry.status.isExecutable == expected.isExecutable ? .removed : .modeChanged
  }
}

extension KitComparison.Item {
  fileprivate init(_ name: [UInt8], _ change: KitComparison.Change, _ entry: DiskEntry?, sizeInKit: Int?) {
    self.name = name
    self.change = change
    path = entry?.shownPath ?? ShownName.of(name)
    sizeOnDisk = entry?.status.size
    self.sizeInKit = sizeInKit
  }
}

extension KitComparison {
  /// The comparison of a kit that is known to be the same.
  package static func same(_ files: Int) -> KitComparison {
    KitComparison(items: [], unchanged: files, manifestProblem: nil, isForcedOnDisk: false)
  }

  /// The same, with some of what differs left out.
  package func part(_ isTaken: (Item) -> Bool) -> KitComparison {
    KitComparison(
      items: items.filter(isTaken), unchanged: unchanged, manifestProblem: manifestProblem, isForcedOnDisk: isForcedOnDisk)
  }
}
