/// A kit that is built beside its place, and waits with others to be put there. Its place is locked until then.
package final class PreparedKit: Sendable {
  package let location: KitLocation
  package var hasWritten: Bool { report.hasWritten }

  let parent: Folder
  let report: KitWriter.Report
  /// Nil when there is nothing to do.
  let work: Work?

  /// What there is to do.
  struct Work: Sendable {
    let workshop: Workshop
    /// The folder that is replaced, which must still be the same one.
    let replaced: FileStatus.Identity?
    /// Old files whose content was copied.
    let copied: Set<FileStatus.Identity>
    /// The stamp of the kit, where all of it was made by this run.
    let made: KitStamp?
  }

  init(_ location: KitLocation, _ parent: Folder, _ report: KitWriter.Report, work: Work? = nil) {
    self.location = location
    self.parent = parent
    self.report = report
    self.work = work
  }

  /// Takes it back instead: nothing of it was seen.
  package func discard() {
    guard let work else { return }
    try? work.workshop.clear(Workshop.new)
    work.workshop.leave()
  }
}
