import Glibc
import Testing

@testable import Diagnostics
@testable import Output

struct FileAccessTests {
  let folder = TemporaryFolder()

  @Test func readsAFileUpToItsLimit() throws {
    folder.write("a.yaml", "12345")
    #expect(try FileAccess().read(folder.at("a.yaml"), atMost: 5) == Array("12345".utf8))
    let failure = #expect(throws: OutputFailure.self) { try FileAccess().read(folder.at("a.yaml"), atMost: 4) }
    #expect(failure?.diagnostics.map(\.message) == ["'\(folder.at("a.yaml"))' is larger than 4 bytes"])
  }

  @Test func readsThroughLinksAndPipes() throws {
    folder.write("a.yaml", "12345")
    symlink("a.yaml", folder.at("link"))
    #expect(try FileAccess().read(folder.at("link"), atMost: 5).count == 5)
    mkfifo(folder.at("pipe"), 0o600)
    Shell.run("(printf 123 > '\(folder.at("pipe"))') >/dev/null 2>&1 &")
    #expect(try FileAccess().read(folder.at("pipe"), atMost: 5) == Array("123".utf8))
  }

  @Test(.timeLimit(.minutes(1))) func anEndlessDeviceIsStoppedByTheLimit() {
    let failure = #expect(throws: OutputFailure.self) { try FileAccess().read("/dev/zero", atMost: 16 << 20) }
    #expect(failure?.diagnostics.map(\.message) == ["'/dev/zero' is larger than 16 MiB"])
  }

  @Test(arguments: [
    ("absent", "file-not-found", "cannot open", "it does not exist"),
    (".", "file-wrong-kind", "cannot read", "it is a folder"),
    ("file/inner", "file-wrong-kind", "cannot open", "it, or what stands before it in the path, is not a folder"),
    ("loop", "file-wrong-kind", "cannot open", "it is a symbolic link, and those are not followed here"),
  ])
  func tellsWhyAFileCannotBeRead(name: String, code: String, begin: String, reason: String) {
    folder.write("file", "")
    symlink("loop", folder.at("loop"))
    let failure = #expect(throws: OutputFailure.self) { try FileAccess().read(folder.at(name), atMost: 1) }
    #expect(failure?.diagnostics.map(\.code.name) == [code])
    #expect(failure?.diagnostics.map(\.message) == ["\(begin) '\(folder.at(name))': \(reason)"])
  }

  @Test func readsAFolderInTheOrderOfPaths() throws {
    folder.write("t/b/c", "1")
    folder.write("t/b-a", "2")
    folder.write("t/.git/config", "3")
    let files = try FileAccess().readFolder(folder.at("t"), atMost: 1)
    #expect(files.map(\.path) == ["b-a", "b/c"])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["2", "1"])
    symlink("b", folder.at("t/link"))
    #expect(throws: OutputFailure.self) { try FileAccess().readFolder(folder.at("t"), atMost: 1) }
  }

  @Test func writesNewFilesAndNothingWhereOneStands() throws {
    try FileAccess().writeNew([("a/b", [1]), ("c", [2])], to: folder.at("t"))
    #expect(folder.listing("t") == ["d 755 a", "f 644 a/b = \u{1}", "f 644 c = \u{2}"])
    let failure = #expect(throws: OutputFailure.self) {
      try FileAccess().writeNew([("new", []), ("a/b", [])], to: folder.at("t"))
    }
    #expect(failure?.diagnostics.map(\.message) == ["cannot create '\(folder.at("t"))/a/b': it exists already"])
    #expect(folder.status("t/new") == nil)
  }

  @Test func findsTheManifestOfTheLastRun() throws {
    let location = KitLocation(parent: folder.at("output"), name: "contoso")
    #expect(try KitReader().manifest(of: location) == nil)
    _ = try KitWriter().write(Samples.old, to: location)
    let manifest = try #require(try KitReader().manifest(of: location))
    #expect(manifest.bytes == Samples.old.manifest.bytes)
    #expect(manifest.header.units[0].units == ["OU=Pilot,DC=contoso,DC=com"])
  }

  @Test func aManifestThatIsALinkIsAnError() throws {
    let location = KitLocation(parent: folder.path, name: "contoso")
    _ = try KitWriter().write(Samples.old, to: location)
    rename(folder.at("contoso/manifest.json"), folder.at("manifest.json"))
    #expect(try KitReader().manifest(of: location) == nil)
    symlink("../manifest.json", folder.at("contoso/manifest.json"))
    let failure = #expect(throws: OutputFailure.self) { try KitReader().manifest(of: location) }
    #expect(failure?.diagnostics.map(\.message) == ["'\(location.path)/manifest.json' cannot be used: it is not a file"])
  }
}
