import Diagnostics
import Glibc

/// Puts kits that are built beside their places into them (`KitWriter` says how one changes places with the old one).
struct KitPublisher {
  let fileSystem: FileSystem
  let canExchange: Bool

  /// Puts kits in their places, each by itself: what happens to one does not touch the others. All of them are on the disk before the first
  /// one is moved, so that a loss of power finds the old kit or the new one in each place; that takes one round for all instead of one each.
  ///
  /// - Returns: for each kit, in order, what became of it.
  func publish(_ kits: [PreparedKit]) -> [Result<KitWriter.Report, OutputFailure>] {
    let works = kits.compactMap(\.work)
    defer { for work in works { work.workshop.leave() } }
    var devices: Set<UInt> = []
    var failure: OutputFailure?
    do {
      for work in works where devices.insert(try fileSystem.status(of: work.workshop.folder).identity.device).inserted {
        try fileSystem.syncAll(work.workshop.folder)
      }
    } catch {
      failure = OutputFailure(error)
    }
    var retired: [Int: [UInt8]] = [:]
    var results: [Result<KitWriter.Report, OutputFailure>] = []
    for (index, kit) in kits.enumerated() {
      do throws(OutputFailure) {
        var report = kit.report
        retired[index] = try publish(kit, failure, &report)
        results.append(.success(report))
      } catch {
        results.append(.failure(error))
      }
    }
    var flushed: Set<String> = []
    for (index, kit) in kits.enumerated() {
      guard let work = kit.work, case .success(var report) = results[index] else { continue }
      do {
        if flushed.insert(kit.location.parent).inserted { try fileSystem.sync(kit.parent) }
      } catch {
        flushed.remove(kit.location.parent)
        report.messages.append(
          late(OutputCatalog.notFlushed, "'\(kit.location.path)' is written, but not confirmed to be on disk", error))
      }
      if let old = retired[index] { report.messages += retire(old, work) }
      results[index] = .success(report)
    }
    return results
  }

  /// Where the old kit is now, if there was one.
  private func publish(
    _ kit: PreparedKit, _ failure: OutputFailure?, _ report: inout KitWriter.Report
  ) throws(OutputFailure) -> [UInt8]? {
    guard let work = kit.work else { return nil }
    do {
      if let failure { throw failure }
      try fileSystem.move(.plain, from: work.workshop.folder, Workshop.new, to: work.workshop.folder, Workshop.ready)
      if let made = work.made, let status = try? fileSystem.status(in: work.workshop.folder, Workshop.ready) {
        // Being moved changed the folder last. A look that fails costs the record, not the kit.
        report.evidence = KitRecords.evidence(of: made, reachableFrom: status.changed)
      }
    } catch {
      try? work.workshop.clear(Workshop.new)
      throw OutputFailure(error)
    }
    return try OutputFailure.wrap { try publish(kit.location, kit.parent, work.workshop, over: work.replaced) }
  }

  /// Puts the finished kit into its place. Returns where the old one is now, if there was one.
  private func publish(_ location: KitLocation, _ parent: Folder, _ workshop: Workshop, over replaced: FileStatus.Identity?)
    throws
    -> [UInt8]?
  {
    let name = Array(location.name.utf8)
    do {
      guard let replaced else {
        try place(workshop, parent, name)
        return nil
      }
      guard let status = try fileSystem.status(in: parent, name) else { throw Self.changed(location) }
      if status.identity != replaced { throw Self.changed(location) }
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
  private func retire(_ old: [UInt8], _ work: PreparedKit.Work) -> [Diagnostic] {
    do {
      return try work.workshop.retire(old, known: work.copied)
    } catch {
      let place = work.workshop.folder.shown(old)
      return [late(OutputCatalog.leftBehind, "the kit that was replaced is left as '\(place)'", error)]
    }
  }

  private func late(_ code: DiagnosticCode, _ message: String, _ error: any Error) -> Diagnostic {
    Diagnostic(code, message, notes: OutputFailure(error).diagnostics.map { .init($0.message) })
  }

  static func changed(_ location: KitLocation) -> OutputFailure {
    OutputFailure(
      OutputCatalog.busy, "'\(location.path)' was replaced while its new content was being written",
      hint: "run again when nobody else works in the folder")
  }
}
