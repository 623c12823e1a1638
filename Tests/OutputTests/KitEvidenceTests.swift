import Glibc
import Testing

@testable import Output

/// By what a kit may be known again after it was written.
struct KitEvidenceTests {
  let folder = TemporaryFolder()
  var location: KitLocation { KitLocation(parent: folder.path, name: "contoso") }
  var records: KitRecords { KitRecords(parent: folder.path) }

  /// - Parameter meanwhile: what happens before the kit gets its place, longer than two steps of the clock after it was made.
  private func write(_ kit: Kit, meanwhile: () -> Void = {}) throws -> KitRecords.Evidence? {
    let writer = KitWriter(isStamping: true)
    let prepared = try writer.prepare(kit, to: location)
    usleep(60_000)
    meanwhile()
    return try writer.publish([prepared])[0].get().evidence
  }

  @Test func `What was made has the stamp that is found in its place`() throws {
    guard case .made(let made)? = try write(Samples.old) else {
      Issue.record("there is no evidence")
      return
    }
    #expect(records.stamp(of: "contoso") == made.digest)
  }

  @Test func `What was changed before it got its place has another stamp`() throws {
    let file = folder.at(".contoso.syncshift/new/same.txt")
    let evidence = try write(Samples.old) {
      let descriptor = open(file, O_WRONLY)
      #expect(Glibc.write(descriptor, "SAME", 4) == 4)
      close(descriptor)
    }
    guard case .made(let made)? = evidence else {
      Issue.record("there is no evidence")
      return
    }
    #expect(records.stamp(of: "contoso") != made.digest)
  }

  /// A change within the same step of the clock would not show.
  @Test func `What could be reached too soon is no evidence`() {
    let made = KitStamp([
      ([0x61], status(changed: (100, 0))), ([0x62], status(changed: (100, 500))), ([0x63], status(changed: (99, 0))),
    ])
    #expect(KitRecords.evidence(of: made, reachableFrom: (100, 20_000_499)) == nil)
    #expect(KitRecords.evidence(of: made, reachableFrom: (100, 20_000_500)) != nil)
    // The clock was put back.
    #expect(KitRecords.evidence(of: made, reachableFrom: (99, 0)) == nil)
  }

  private func status(changed: (Int, Int)) -> FileStatus {
    var status = stat()
    status.st_mode = S_IFREG | 0o644
    status.st_ctim = timespec(tv_sec: changed.0, tv_nsec: changed.1)
    return FileStatus(status)
  }

  /// They get another time of change when the old kit goes.
  @Test func `Where something of the old kit stays there is no evidence`() throws {
    _ = try write(Samples.old)
    let evidence = try write(Samples.new)
    #expect(evidence == nil)
  }

  @Test func `Where nothing changed the bytes are the evidence`() throws {
    _ = try write(Samples.old)
    guard case .found(let found)? = try write(Samples.old) else {
      Issue.record("there is no evidence")
      return
    }
    var recorded: String?
    usleep(60_000)
    records.write("contoso", .found(found)) { stamp in
      recorded = stamp
      return []
    }
    #expect(recorded == found.digest)
    folder.write("contoso/same.txt", "SAME\n")
    recorded = nil
    records.write("contoso", .found(found)) { stamp in
      recorded = stamp
      return []
    }
    #expect(recorded == nil)
  }

  /// A new folder, an empty one too, a changed permission, and another file of the same name and size.
  @Test(arguments: [
    "mkdir empty", "chmod 755 same.txt", "chmod 700 rollback", "cp -p same.txt t; mv t same.txt", "ln same.txt more",
    "rm README.md",
  ]) func `Everything that is done to a kit changes its stamp`(_ edit: String) throws {
    guard case .made(let made)? = try write(Samples.old) else {
      Issue.record("there is no evidence")
      return
    }
    _ = Shell.run("cd '\(location.path)' && \(edit)")
    #expect(records.stamp(of: "contoso") != made.digest)
  }
}
