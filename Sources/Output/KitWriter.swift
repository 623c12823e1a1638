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
  private let isStamping: Bool
  private var stamper: KitStamper { KitStamper(fileSystem: fileSystem) }

  /// - Parameters:
  ///   - canExchange: false writes as on a file system that cannot exchange two names; for tests.
  ///   - isStamping: gathers the evidence that `KitRecords` needs.
  package init(fileSystem: FileSystem = FileSystem(), canExchange: Bool = true, isStamping: Bool = false) {
    self.fileSystem = fileSystem
    self.canExchange = canExchange
    self.isStamping = isStamping
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
    /// By what the kit may be known again; nil when nothing certain can be said.
    package var evidence: KitRecords.Evidence?
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
    try publish([try prepare(kit, to: location, force: force, marked: marked)])[0].get()
  }

  /// Builds the kit beside its place, as far as nothing can be seen of it. What is prepared is put in its place by `publish`, or not at all.
  ///
  /// - Throws: as `write` does.
  package func prepare(
    _ kit: Kit, to location: KitLocation, force: Bool = false, marked: (() -> Kit)? = nil
  ) throws(OutputFailure) -> PreparedKit {
    try OutputFailure.wrap {
      let order = Order(kit: kit, marked: force ? marked ?? { kit } : nil)
      let parent = try ParentFolder(fileSystem: fileSystem).open(location.parent)
      if let (look, stamp) = try lookAhead(order, location, parent), !look.comparison.hasWork {
        var report = look.unchanged
        report.evidence = stamp.map { .found($0) }
        return PreparedKit(location, parent, report)
      }
      let workshop = try Workshop.enter(location, in: parent, fileSystem)
      let messages: [Diagnostic]
      do {
        messages = try workshop.recover()
      } catch {
        workshop.leave()
        throw error
      }
      do {
        return try prepare(order, location, parent, workshop, messages)
      } catch {
        workshop.leave()
        // What was found on the way in has to be told in any case: it is not there any more for the next run to find.
        throw OutputFailure(messages + OutputFailure(error).diagnostics)
      }
    }
  }

  /// A look before anything is touched, the lock included; nil when another run is, or was, at work.
  private func lookAhead(
    _ order: Order, _ location: KitLocation, _ parent: Folder
  ) throws -> (look: Look, stamp: KitStamp?)? {
    if try Workshop.exists(for: location, in: parent, fileSystem) { return nil }
    do {
      // What cannot be looked at here is told by the look that follows.
      let stamp = isStamping ? try? stamper.stamp(of: fileSystem.folder(in: parent, Array(location.name.utf8))) : nil
      return (try look(order, location, parent), stamp)
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

  private func prepare(
    _ order: Order, _ location: KitLocation, _ parent: Folder, _ workshop: Workshop, _ messages: [Diagnostic]
  ) throws -> PreparedKit {
    let look = try look(order, location, parent)
    let (kit, disk, comparison) = (look.kit, look.disk, look.comparison)
    guard comparison.hasWork else {
      workshop.leave()
      var report = look.unchanged
      report.messages = messages
      return PreparedKit(location, parent, report)
    }
    let kept = disk.map { KeptFiles(comparison, kit: kit, disk: $0) }
    let work: PreparedKit.Work
    do {
      work = try build(kit, disk, kept, location, parent, workshop)
    } catch {
      // The first failure is the one to tell; what cannot be removed now is removed by the next run.
      try? workshop.clear(Workshop.new)
      throw error
    }
    let report = Report(
      comparison: comparison, isForced: kit.manifest.header.isForced, hasWritten: true,
      messages: messages + (kept.map(self.messages) ?? []))
    return PreparedKit(location, parent, report, work: work)
  }

  /// Builds the kit in the workshop, in the folder `new`.
  private func build(
    _ kit: Kit, _ disk: KitOnDisk?, _ kept: KeptFiles?, _ location: KitLocation, _ parent: Folder, _ workshop: Workshop
  ) throws -> PreparedKit.Work {
    let old = try disk.map { _ in try fileSystem.folder(in: parent, Array(location.name.utf8)) }
    if let old, let disk {
      if try fileSystem.status(of: old).identity != disk.status.identity { throw KitPublisher.changed(location) }
    }
    let (new, _) = try fileSystem.makeFolder(in: workshop.folder, Workshop.new, permissions: 0o700)
    var builder = KitBuilder(kit, disk: disk, kept: kept, old: old, new: new, fileSystem: fileSystem)
    try builder.build()
    try fileSystem.setPermissions(of: new, to: disk?.status.permissions ?? KitBuilder.folderPermissions)
    return PreparedKit.Work(
      workshop: workshop, replaced: disk?.status.identity, copied: builder.copied,
      made: isStamping && stamper.isTrusted(new) ? builder.made.map(KitStamp.init) : nil)
  }

  /// Puts kits in their places, each by itself, as `KitPublisher` says.
  ///
  /// - Returns: for each kit, in order, what became of it.
  package func publish(_ kits: [PreparedKit]) -> [Result<Report, OutputFailure>] {
    KitPublisher(fileSystem: fileSystem, canExchange: canExchange).publish(kits)
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
}
