import Glibc
import Testing

@testable import Diagnostics
@testable import Output

struct KitWriterTests {
  let folder = TemporaryFolder()
  var location: KitLocation { KitLocation(parent: folder.path, name: "contoso") }

  @discardableResult
  func write(_ kit: Kit, force: Bool = false) throws -> KitWriter.Report {
    try KitWriter().write(kit, to: location, force: force)
  }

  /// What a kit looks like on the disk.
  static func listing(of kit: Kit) throws -> [String] {
    let other = TemporaryFolder()
    _ = try KitWriter().write(kit, to: KitLocation(parent: other.path, name: "kit"))
    return other.listing("kit")
  }

  @Test func writesEveryFileWithItsPermissions() throws {
    let report = try write(Samples.old)
    #expect(report.hasWritten)
    #expect(report.messages.isEmpty)
    #expect(report.comparison.added.count == Samples.old.files.count)
    #expect(folder.names == ["contoso"])
    #expect(folder.status("contoso")?.permissions == 0o755)
    #expect(folder.status("contoso/30-graph/contoso.com")?.permissions == 0o755)
    for file in Samples.old.files {
      #expect(folder.text("contoso/\(file.path)") == String(decoding: file.bytes, as: UTF8.self))
      #expect(folder.status("contoso/\(file.path)")?.permissions == (file.path.hasSuffix(".sh") ? 0o755 : 0o644))
    }
  }

  @Test func theChecksumsPassTheSystemsOwnCheck() throws {
    try write(Samples.old)
    #expect(
      Shell.run("cd '\(location.path)' && sha256sum --strict -c SHA256SUMS") == """
        00-assess/count.ps1: OK
        30-graph/contoso.com/start.sh: OK
        README.md: OK
        manifest.json: OK
        rollback/R1/undo.ps1: OK
        same.txt: OK

        """)
  }

  @Test func makesTheFoldersAboveTheKit() throws {
    let location = KitLocation(parent: folder.at("a/b//c/"), name: "contoso")
    _ = try KitWriter().write(Samples.old, to: location)
    #expect(folder.text("a/b/c/contoso/same.txt") == "same\n")
    #expect(folder.status("a/b")?.permissions == 0o755)
  }

  @Test func theUmaskChangesNothing() async throws {
    try write(Samples.old)
    await #expect(processExitsWith: .success) {
      let other = TemporaryFolder()
      umask(0o777)
      _ = try KitWriter().write(Samples.old, to: KitLocation(parent: other.at("new"), name: "contoso"))
      umask(0)
      _ = try KitWriter().write(Samples.new, to: KitLocation(parent: other.at("new"), name: "contoso"))
      umask(0o022)
      #expect(try other.listing("new/contoso") == KitWriterTests.listing(of: Samples.new))
      #expect(other.status("new")?.permissions == 0o755)
    }
  }

  @Test func touchesNothingWhenNothingChanged() throws {
    try write(Samples.old)
    let list = "find '\(folder.path)' -printf '%p %i %m %T@ %C@\\n' | LC_ALL=C sort"
    let before = Shell.run(list)
    let report = try write(Samples.old)
    #expect(!report.hasWritten)
    #expect(report.comparison.isSame)
    #expect(report.comparison.unchanged == Samples.old.files.count)
    #expect(Shell.run(list) == before)
  }

  @Test(arguments: [true, false])
  func replacesWhatChangedAndKeepsInodeAndTimeOfTheRest(canExchange: Bool) throws {
    try write(Samples.old)
    let same = ["same.txt", "30-graph/contoso.com/start.sh"]
    let before = same.map { folder.status("contoso/\($0)") }
    let report = try KitWriter(canExchange: canExchange).write(Samples.new, to: location)
    #expect(report.messages.isEmpty)
    #expect(report.comparison.added.map(\.path) == ["waves/01-pilot/runbook.md"])
    #expect(report.comparison.changed.map(\.path) == ["README.md", "SHA256SUMS", "manifest.json"])
    #expect(report.comparison.removed.map(\.path) == ["00-assess/count.ps1", "rollback/R1/undo.ps1"])
    #expect(try folder.listing("contoso") == Self.listing(of: Samples.new))
    #expect(folder.names == ["contoso"])
    for (name, old) in zip(same, before) {
      let new = try #require(folder.status("contoso/\(name)"))
      #expect(new.identity == old?.identity)
      #expect(new.modified.seconds == old?.modified.seconds)
      #expect(new.modified.nanoseconds == old?.modified.nanoseconds)
    }
    #expect(folder.status("contoso/00-assess") == nil)
    #expect(Shell.run("cd '\(location.path)' && sha256sum --quiet --strict -c SHA256SUMS") == "")
  }

  @Test func keepsTheTimeWhereASecondNameIsImpossible() throws {
    try write(Samples.old)
    let before = try #require(folder.status("contoso/same.txt"))
    let fileSystem = FileSystem { $0 == .link ? EPERM : nil }
    folder.write("contoso/notes/mine.txt", "mine", mode: 0o600)
    symlink("mine.txt", folder.at("contoso/notes/link"))
    let report = try KitWriter(fileSystem: fileSystem).write(Samples.new, to: location, force: true)
    let after = try #require(folder.status("contoso/same.txt"))
    #expect(after.identity != before.identity)
    #expect(after.modified.nanoseconds == before.modified.nanoseconds)
    #expect(folder.names == ["contoso"])
    #expect(folder.text("contoso/notes/mine.txt") == "mine")
    #expect(folder.status("contoso/notes/mine.txt")?.permissions == 0o600)
    #expect(folder.text("contoso/notes/link") == "mine")
    #expect(report.messages.map(\.code) == [OutputCatalog.kept])
  }

  @Test func fillsAFolderThatIsEmpty() throws {
    folder.makeFolder("contoso", mode: 0o700)
    try write(Samples.old)
    #expect(try folder.listing("contoso") == Self.listing(of: Samples.old))
    // Somebody wanted it like that.
    #expect(folder.status("contoso")?.permissions == 0o700)
  }

  @Test func writesAgainWhatIsMissing() throws {
    try write(Samples.old)
    unlink(folder.at("contoso/same.txt"))
    unlink(folder.at("contoso/rollback/R1/undo.ps1"))
    unlink(folder.at("contoso/SHA256SUMS"))
    let report = try write(Samples.old)
    #expect(report.comparison.missing.map(\.path) == ["SHA256SUMS", "rollback/R1/undo.ps1", "same.txt"])
    #expect(report.comparison.items.count == 3)
    #expect(try folder.listing("contoso") == Self.listing(of: Samples.old))
  }

  @Test func takesOverFilesThatAreWhatTheKitSays() throws {
    try write(Samples.old)
    unlink(folder.at("contoso/manifest.json"))
    let report = try write(Samples.old)
    #expect(report.comparison.added.map(\.path) == ["manifest.json"])
    #expect(report.comparison.items.count == 1)
    #expect(folder.names == ["contoso"])
  }

  @Test func aChangedPermissionToExecuteIsPutRightOnlyByForce() throws {
    try write(Samples.old)
    chmod(folder.at("contoso/same.txt"), 0o755)
    chmod(folder.at("contoso/README.md"), 0o755)
    let failure = #expect(throws: OutputFailure.self) { try write(Samples.new) }
    #expect(failure?.diagnostics.map(\.code) == [OutputCatalog.modeChanged])
    #expect(failure?.diagnostics.first?.notes.map(\.message) == ["'README.md'", "'same.txt'"])
    let report = try write(Samples.new, force: true)
    #expect(report.messages.isEmpty)
    #expect(try folder.listing("contoso") == Self.listing(of: Samples.new))
  }

  @Test func otherPermissionsAreLeftToTheSite() throws {
    try write(Samples.old)
    chmod(folder.at("contoso/same.txt"), 0o600)
    chmod(folder.at("contoso/30-graph"), 0o750)
    try write(Samples.new)
    #expect(folder.status("contoso/same.txt")?.permissions == 0o600)
    #expect(folder.status("contoso/30-graph")?.permissions == 0o750)
  }

  @Test func aPermissionThatTheKitChangesIsNoMatterOfForce() throws {
    try write(Samples.kit([Samples.file("a.sh", "a")]))
    let report = try write(Samples.kit([Samples.file("a.sh", "a", executable: true)]))
    #expect(report.comparison.changed.map(\.path) == ["SHA256SUMS", "a.sh", "manifest.json"])
    #expect(folder.status("contoso/a.sh")?.permissions == 0o755)
  }

  @Test func aFileMayBecomeAFolderAndAFolderAFile() throws {
    try write(Samples.kit([Samples.file("a", "a"), Samples.file("b/c", "c")]))
    let next = Samples.kit([Samples.file("a/c", "c"), Samples.file("b", "b")])
    try write(next)
    #expect(try folder.listing("contoso") == Self.listing(of: next))
  }

  @Test func writesManyFilesWithFewOpenAtOnce() async throws {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 40, rlim_max: 40)
      setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
      let files = (0..<500).map { Samples.file("folder-\($0)/inner/file.txt", "\($0)") }
      let folder = TemporaryFolder()
      let location = KitLocation(parent: folder.path, name: "many")
      _ = try KitWriter().write(Samples.kit(files), to: location)
      _ = try KitWriter().write(Samples.kit(Array(files.dropLast(100))), to: location)
      #expect(try KitReader().read(location)?.entries.count == 402)
    }
  }
}
