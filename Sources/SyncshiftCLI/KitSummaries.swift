import Output
import Review

/// The summaries of kits, as far as they can be read.
enum KitSummaries {
  /// Nil when one of the two has none that this version understands.
  static func difference(_ old: KitContents, _ new: KitContents) -> SummaryDifference? {
    guard let before = summary(old.file(KitSummary.path)?.bytes), let after = summary(new.file(KitSummary.path)?.bytes) else {
      return nil
    }
    return SummaryDifference(before, after)
  }

  /// From what stands on the disk, if it is a kit with a summary, to a kit that was just made.
  static func difference(from location: KitLocation, to kit: Kit) -> SummaryDifference? {
    guard let before = summary(try? FileAccess().read("\(location.path)/\(KitSummary.path)", atMost: Manifest.largest)),
      let after = summary(KitContents(kit).file(KitSummary.path)?.bytes)
    else { return nil }
    return SummaryDifference(before, after)
  }

  private static func summary(_ bytes: [UInt8]?) -> KitSummary? { bytes.flatMap { try? KitSummary(reading: $0) } }
}
