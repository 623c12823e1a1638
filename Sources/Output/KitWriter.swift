import Diagnostics
import Glibc

/// Writes a kit into its folder, all of it or nothing.
///
/// The new kit is built whole in a hidden folder beside the old one (`Workshop`), written to disk, and then changes places
/// with it in one step (`renameat2` with `RENAME_EXCHANGE`). Whoever is interrupted, at whatever point, leaves the old kit or
/// the new one. On a file system that cannot exchange two names, two renames follow each other; a run killed exactly between
/// them leaves the kit's place empty and the old kit in the workshop, from where the next run puts it back.
///
/// The kit's folder itself is a new one after each run that wrote; a shell that stands in it has to enter it again. Files
/// that did not change keep inode and time of change, because they are given a second name in the new folder before the old
/// one goes. When nothing changed, nothing at all is touched.
package struct KitWriter: Sendable {
  private let fileSystem: FileSystem
  private let canExchange: Bool

  /// - Parameter canExchange: false writes as on a file system that cannot exchange two names; for tests.
  package init(fileSystem: FileSystem = FileSystem(), canExchange: Bool = true) {
    self.fileSystem = fileSystem
    self.canExchange = canExchange
  }

  /// What a run did.
  package struct Report: Sendable {
    /// What the disk held against what was to be written.
    package var comparison: KitComparison
    /// Whether the kit that is there now says that it was forced.
    package var isForced: Bool
    /// False when everything was there already.
    package var hasWritten: Bool
    /// Nothing in here is an error.
    package var messages: [Diagnostic]
  }

  /// Brings the folder to what the kit says.
  ///
  /// - Parameters:
  ///   - force: go on over files that somebody else made or changed. They are kept (`KeptFiles`).
  ///   - marked: the kit that says of itself that it was forced. It is written in place of the other one when there was something to go over.
  /// - Throws: one failure with everything that stands against it. The folder is then as it was.
  package func write(
    _ kit: Kit, to location: KitLocation, force: Bool = false, marked: (() -> Kit)? = nil
  ) throws(OutputFailure) -> Report {
    try OutputFailure.wrap {
      let order = Order(kit: kit, marked: force ? marked ?? { kit } : nil)
      let parent = try ParentFolder(fileSystem: fileSystem).open(location.parent)
      if let look = try lookAhead(order, location, parent), !look.comparison.hasWork { return look.unchanged }
      let workshop = try Workshop.enter(location, in: parent, fileSystem)
      defer { workshop.leave() }
      let messages = try workshop.recover()
      do {
        var report = try write(order, location, parent, workshop)
        report.messages = messages + report.messages
        return report
      } catch {
        // What was found on the way in has to be told in any case: it is not there any more for the next run to find.
        throw OutputFailure(messages + OutputFailure(error).diagnostics)
      }
    }
  }

  /// A look before anything is touched, the lock included; nil when another run is, or was, at work.
  private func lookAhead(_ order: Order, _ location: KitLocation, _ parent: Folder) throws -> Look? {
    if try Workshop.exists(for: location, in: parent, fileSystem) { return nil }
    do {
      return try look(order, location, parent)
    } catch let error as SystemError where error.number == ENOENT {
      return nil
    }
  }

  /// What is to be written.
  private struct Order {
    let kit: Kit
    /// What is written where something has to be gone over; nil when that is refused.
    let marked: (() -> Kit)?
  }

  /// The kit that is to be written, and what stands in its place.
  private struct Look {
    let kit: Kit
    let disk: KitOnDisk?
    let comparison: KitComparison

    /// The answer when there is nothing to do.
    var unchanged: Report {
      Report(comparison: comparison, isForced: kit.manifest.header.isForced, hasWritten: false, messages: [])
    }
  }

  private func look(_ order: Order, _ location: KitLocation, _ parent: Folder) throws -> Look {
    func look(_ kit: Kit) throws -> Look {
      let disk = try KitReader(fileSystem: fileSystem).read(location.name, in: parent, for: kit)
      return Look(kit: kit, disk: disk, comparison: KitComparison(kit, with: disk))
    }
    let first = try look(order.kit)
    guard let refusal = KitRefusal(first.comparison, location) else { return first }
    guard let marked = order.marked else { throw OutputFailure(refusal.diagnostics) }
    return try look(marked())
  }

  private func write(_ order: Order, _ location: KitLocation, _ parent: Folder, _ workshop: Workshop) throws -> Report {
    let look = try look(order, location, parent)
    let (kit, disk, comparison) = (look.kit, look.disk, look.comparison)
    if !comparison.hasWork { return look.unchanged }
    let kept = disk.map { KeptFiles(comparison, kit: kit, disk: $0) }
    let copied: Set<FileStatus.Identity>
    do {
      copied = try build(kit, disk, kept, location, parent, workshop)
    } catch {
      // The first failure is the one to tell; what cannot be removed now is removed by the next run.
      try? workshop.clear(Workshop.new)
      throw error
    }
    let place = try publish(location, parent, workshop, over: disk)
    var messages = kept.map(messages) ?? []
    messages += finish(parent, workshop, location, retiring: place, known: copied)
    return Report(
      comparison: comparison, isForced: kit.manifest.header.isForced, hasWritten: true, messages: messages)
  }

  /// Builds the kit in the workshop, up to the folder `ready`.
  private func build(
    _ kit: Kit, _ disk: KitOnDisk?, _ kept: KeptFiles?, _ location: KitLocation, _ parent: Folder, _ workshop: Workshop
  ) throws -> Set<FileStatus.Identity> {
    let old = try disk.map { _ in try fileSystem.folder(in: parent, Array(location.name.utf8)) }
    if let old, let disk { try require(try fileSystem.status(of: old), isThatOf: disk, location) }
    let new = try fileSystem.makeFolder(in: workshop.folder, Workshop.new)
    var builder = KitBuilder(kit, disk: disk, kept: kept, old: old, new: new, fileSystem: fileSystem)
    try builder.build()
    try fileSystem.setPermissions(of: new, to: disk?.status.permissions ?? KitBuilder.folderPermissions)
    try fileSystem.syncAll(new)
    try fileSystem.move(.plain, from: workshop.folder, Workshop.new, to: workshop.folder, Workshop.ready)
    try? fileSystem.sync(workshop.folder)
    return builder.copied
  }

  /// Puts the finished kit into its place. Returns where the old one is now, if there was one.
  private func publish(_ location: KitLocation, _ parent: Folder, _ workshop: Workshop, over disk: KitOnDisk?) throws -> [UInt8]?
  {
    let name = Array(location.name.utf8)
    do {
      guard let disk else {
        try place(workshop, parent, name)
        return nil
      }
      guard let status = try fileSystem.status(in: parent, name) else { throw changed(location) }
      try require(status, isThatOf: disk, location)
      do {
        guard canExchange else { throw SystemError(call: .rename, path: location.path, number: EINVAL) }
        try fileSystem.move(.exchanging, from: workshop.folder, Workshop.ready, to: parent, name)
        return Workshop.ready
      } catch let error as SystemError where Self.isUnsupported(error) {
        try fileSystem.move(.plain, from: parent, name, to: workshop.folder, Workshop.old)
        do {
          try place(workshop, parent, name)
        } catch {
          try fileSystem.move(.plain, from: workshop.folder, Workshop.old, to: parent, name)
          throw error
        }
        return Workshop.old
      }
    } catch {
      try? workshop.clear(Workshop.ready)
      throw error
    }
  }

  /// Moves the finished kit to a place that is empty.
  private func place(_ workshop: Workshop, _ parent: Folder, _ name: [UInt8]) throws {
    do {
      try fileSystem.move(.neverReplacing, from: workshop.folder, Workshop.ready, to: parent, name)
    } catch let error as SystemError where Self.isUnsupported(error) {
      try fileSystem.move(.plain, from: workshop.folder, Workshop.ready, to: parent, name)
    }
  }

  private static func isUnsupported(_ error: SystemError) -> Bool {
    error.call == .rename && [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(error.number)
  }

  /// What is left to do once the new kit is in its place. Nothing here can fail the run any more.
  private func finish(
    _ parent: Folder, _ workshop: Workshop, _ location: KitLocation, retiring old: [UInt8]?, known: Set<FileStatus.Identity>
  ) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    do {
      try fileSystem.sync(parent)
    } catch {
      messages.append(late(OutputCatalog.notFlushed, "'\(location.path)' is written, but not confirmed to be on disk", error))
    }
    guard let old else { return messages }
    do {
      messages += try workshop.retire(old, known: known)
    } catch {
      let place = workshop.folder.shown(old)
      messages.append(late(OutputCatalog.leftBehind, "the kit that was replaced is left as '\(place)'", error))
    }
    return messages
  }

  private func late(_ code: DiagnosticCode, _ message: String, _ error: any Error) -> Diagnostic {
    Diagnostic(code, message, notes: OutputFailure(error).diagnostics.map { .init($0.message) })
  }

  private func messages(_ kept: KeptFiles) -> [Diagnostic] {
    if kept.all.isEmpty { return [] }
    let notes = kept.all.map { keeping -> Diagnostic.Note in
      keeping.isMoved
        ? .init("'\(keeping.entry.shownPath)' is now '\(ShownName.of(keeping.path))'")
        : .init("'\(keeping.entry.shownPath)' stays")
    }
    return [
      Diagnostic(
        OutputCatalog.kept, "\(notes.count) files and folders that are not the kit's are kept in it",
        hint: "move them out of the kit before it is approved", notes: notes)
    ]
  }

  private func require(_ status: FileStatus, isThatOf disk: KitOnDisk, _ location: KitLocation) throws {
    if status.identity != disk.status.identity { throw changed(location) }
  }

  private func changed(_ location: KitLocation) -> OutputFailure {
    OutputFailure(
      OutputCatalog.busy, "'\(location.path)' was replaced while its new content was being written",
      hint: "run again when nobody else works in the folder")
  }
}
