import Glibc
import Testing

@testable import Diagnostics
@testable import Output

/// What users wrote: refused without force, kept with it.
struct KitRefusalTests {
  let folder = TemporaryFolder()
  var location: KitLocation { KitLocation(parent: folder.path, name: "contoso") }

  /// Refuses, changes nothing at all, and says why.
  func refused(_ kit: Kit, _ location: SourceLocation = #_sourceLocation) throws -> [Diagnostic] {
    let before = folder.listing()
    let failure = #expect(throws: OutputFailure.self, sourceLocation: location) {
      try KitWriter().write(kit, to: self.location)
    }
    #expect(folder.listing() == before, sourceLocation: location)
    return failure?.diagnostics ?? []
  }

  @Test func aFolderThatWasNeverAKitIsRefused() throws {
    folder.write("contoso/letters/to-mother.txt", "dear")
    folder.write("contoso/README.md", "mine")
    let diagnostics = try refused(Samples.old)
    #expect(diagnostics.map(\.code) == [OutputCatalog.foreign])
    #expect(diagnostics[0].message == "'\(location.path)' holds files that no run wrote")
    #expect(diagnostics[0].notes.map(\.message) == ["'README.md'", "'letters/to-mother.txt'"])
  }

  @Test func everythingThatStandsAgainstItIsToldAtOnce() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/README.md", "edited")
    folder.write("contoso/rollback/R1/undo.ps1", "edited")
    folder.write("contoso/mine.txt", "mine")
    folder.makeFolder("contoso/empty")
    symlink("/etc/passwd", folder.at("contoso/link"))
    chmod(folder.at("contoso/same.txt"), 0o744)
    let diagnostics = try refused(Samples.new)
    #expect(diagnostics.map(\.code) == [OutputCatalog.foreign, OutputCatalog.edited, OutputCatalog.modeChanged])
    #expect(diagnostics[0].notes.map(\.message) == ["'empty/'", "'link'", "'mine.txt'"])
    #expect(diagnostics[1].notes.map(\.message) == ["'README.md'", "'rollback/R1/undo.ps1'"])
    #expect(diagnostics[2].notes.map(\.message) == ["'same.txt'"])
  }

  @Test func anEditThatIsWhatTheNewKitSaysIsNone() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/README.md", "read me again\n")
    _ = try KitWriter().write(Samples.new, to: location)
    #expect(try folder.listing("contoso") == KitWriterTests.listing(of: Samples.new))
    #expect(folder.names == ["contoso"])
  }

  @Test func namesThatActOnATerminalAreShownSafely() throws {
    folder.write("contoso/a\u{1B}[2J\u{202E}é", "")
    Shell.run("touch \"$(printf '\(location.path)/b\\377')\"")
    let diagnostics = try refused(Samples.old)
    #expect(diagnostics[0].notes.map(\.message) == ["'a\\x1b[2J\\xe2\\x80\\xaeé'", "'b\\xff'"])
  }

  @Test func aLongListIsCutAndCounted() throws {
    for number in 100..<160 { folder.write("contoso/\(number)", "") }
    let notes = try refused(Samples.old)[0].notes.map(\.message)
    #expect(notes.count == 51)
    #expect(notes.last == "and 10 more")
  }

  @Test func anEditedManifestIsRefused() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let text = try #require(folder.text("contoso/manifest.json"))
    folder.write("contoso/manifest.json", text + " ")
    let diagnostics = try refused(Samples.new)
    #expect(diagnostics.map(\.code) == [OutputCatalog.edited])
    #expect(diagnostics[0].notes.map(\.message) == ["'manifest.json'"])
  }

  @Test func editedChecksumsAreRefused() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let text = try #require(folder.text("contoso/SHA256SUMS"))
    folder.write("contoso/SHA256SUMS", text + "#")
    #expect(try refused(Samples.new)[0].notes.map(\.message) == ["'SHA256SUMS'"])
  }

  @Test func aManifestThatCannotBeReadIsToldWithItsPlace() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/manifest.json", "{\n<<<<<<< HEAD\n")
    let diagnostics = try refused(Samples.new)
    #expect(diagnostics.map(\.code) == [OutputCatalog.manifestUnreadable, OutputCatalog.foreign])
    #expect(
      diagnostics[0].message == "'\(location.path)/manifest.json' cannot be used: line 2, column 1: a key in quotes is needed")
    let failure = #expect(throws: OutputFailure.self) { try KitReader().manifest(of: location) }
    #expect(failure?.diagnostics.map(\.code) == [OutputCatalog.manifestUnreadable])
  }

  @Test func forceKeepsEverythingThatUsersWrote() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/README.md", "edited", mode: 0o640)
    folder.write("contoso/README.md.kept-1", "taken")
    folder.write("contoso/rollback/R1/undo.ps1", "edited")
    folder.write("contoso/30-graph/mine/deep/note.txt", "mine", mode: 0o600)
    folder.write("contoso/waves", "a file where a folder is needed")
    folder.makeFolder("contoso/private", mode: 0o700)
    folder.write("contoso/private/key", "key", mode: 0o400)
    folder.makeFolder("contoso/empty", mode: 0o711)
    symlink("/etc/passwd", folder.at("contoso/link"))
    mkfifo(folder.at("contoso/pipe"), 0o600)
    let report = try KitWriter().write(Samples.new, to: location, force: true)
    #expect(report.messages.map(\.code) == [OutputCatalog.kept])
    #expect(
      report.messages[0].notes.map(\.message) == [
        "'30-graph/mine/deep/note.txt' stays",
        "'README.md' is now 'README.md.kept-2'",
        "'README.md.kept-1' stays",
        "'empty/' stays",
        "'link' stays",
        "'pipe' stays",
        "'private/key' stays",
        "'rollback/R1/undo.ps1' is now 'rollback/R1/undo.ps1.kept-1'",
        "'waves' is now 'waves.kept-1'",
      ])
    let kit = try KitWriterTests.listing(of: Samples.new)
    let added = folder.listing("contoso").filter { !kit.contains($0) }
    #expect(
      added == [
        "d 755 30-graph/mine", "d 755 30-graph/mine/deep", "f 600 30-graph/mine/deep/note.txt = mine",
        "f 644 README.md.kept-1 = taken", "f 640 README.md.kept-2 = edited", "d 711 empty", "l link -> /etc/passwd",
        "other 600 pipe", "d 700 private", "f 400 private/key = key", "d 755 rollback", "d 755 rollback/R1",
        "f 644 rollback/R1/undo.ps1.kept-1 = edited", "f 644 waves.kept-1 = a file where a folder is needed",
      ])
    #expect(kit.allSatisfy(Set(folder.listing("contoso")).contains))
    #expect(folder.names == ["contoso"])
  }

  @Test func aWholeFolderInTheWayMovesAside() throws {
    folder.write("contoso/same.txt/a", "a")
    folder.write("contoso/same.txt/b/c", "c")
    _ = try KitWriter().write(Samples.old, to: location, force: true)
    #expect(folder.text("contoso/same.txt") == "same\n")
    #expect(folder.text("contoso/same.txt.kept-1/a") == "a")
    #expect(folder.text("contoso/same.txt.kept-1/b/c") == "c")
  }

  @Test func forceWithNothingElseToDoTouchesNothing() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/mine.txt", "mine")
    let before = folder.status("contoso")?.identity
    let report = try KitWriter().write(Samples.old, to: location, force: true)
    #expect(!report.hasWritten)
    #expect(folder.status("contoso")?.identity == before)
  }
}
