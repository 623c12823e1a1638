import Glibc
import Testing

@testable import Output

struct KitComparisonTests {
  let folder = TemporaryFolder()
  var location: KitLocation { KitLocation(parent: folder.path, name: "contoso") }

  func compare(_ kit: Kit) throws -> KitComparison {
    KitComparison(kit, with: try KitReader().read(location, for: kit))
  }

  @Test func withoutAFolderEverythingIsAdded() throws {
    let comparison = try compare(Samples.old)
    #expect(comparison.added.map(\.path) == Samples.old.files.map(\.path))
    #expect(comparison.added.map(\.sizeInKit) == Samples.old.files.map(\.bytes.count))
    #expect(comparison.items.count == comparison.added.count)
    #expect(!comparison.needsForce)
    #expect(folder.names == [])
    let nowhere = KitLocation(parent: folder.at("absent/deep"), name: "contoso")
    #expect(try KitReader().read(nowhere, for: Samples.old) == nil)
  }

  @Test func findsEveryKindOfDifferenceAndWritesNothing() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    #expect(try compare(Samples.old).isSame)
    folder.write("contoso/rollback/R1/undo.ps1", "edited")
    folder.write("contoso/foreign.txt", "12345")
    folder.makeFolder("contoso/empty")
    chmod(folder.at("contoso/30-graph/contoso.com/start.sh"), 0o644)
    unlink(folder.at("contoso/same.txt"))
    let before = folder.listing()
    let items = try compare(Samples.new).items.map { item in
      "\(item.change.rawValue) \(item.path) \(item.sizeOnDisk.map(String.init) ?? "-") \(item.sizeInKit.map(String.init) ?? "-")"
    }
    #expect(folder.listing() == before)
    let size = { (kit: Kit, path: String) in kit.files.first { $0.path == path }?.bytes.count ?? -1 }
    let (old, new) = (Samples.old, Samples.new)
    #expect(
      items.filter { !$0.hasPrefix("foreign empty/") } == [
        "removed 00-assess/count.ps1 7 -",
        "mode-changed 30-graph/contoso.com/start.sh 6 6",
        "changed README.md 8 14",
        "changed SHA256SUMS \(size(old, "SHA256SUMS")) \(size(new, "SHA256SUMS"))",
        "foreign foreign.txt 5 -",
        "changed manifest.json \(size(old, "manifest.json")) \(size(new, "manifest.json"))",
        "edited rollback/R1/undo.ps1 6 -",
        "missing same.txt - 5",
        "added waves/01-pilot/runbook.md - 4",
      ])
    #expect(items.count { $0.hasPrefix("foreign empty/") } == 1)
  }

  @Test func anEditOfTheSameSizeIsSeen() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("contoso/same.txt", "SAME\n")
    #expect(try compare(Samples.old).edited.map(\.path) == ["same.txt"])
  }

  @Test func aFolderThatSomebodyEmptiedIsNotForeign() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    unlink(folder.at("contoso/00-assess/count.ps1"))
    let comparison = try compare(Samples.old)
    #expect(comparison.items.map(\.path) == ["00-assess/count.ps1"])
    #expect(comparison.missing.count == 1)
  }

  @Test func largeForeignFilesAreNotRead() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    // A sparse file; reading its 8 TiB would not end.
    Shell.run("truncate -s 8T '\(location.path)/large' || truncate -s 8G '\(location.path)/large'")
    #expect(try compare(Samples.old).foreign.map(\.path) == ["large"])
  }

  @Test func namesThatDifferOnlyInTheirFormAreDifferentFiles() throws {
    folder.write("contoso/e\u{301}", "")
    folder.write("contoso/\u{E9}", "")
    #expect(try compare(Samples.old).foreign.map { $0.path.utf8.count } == [3, 2])
  }
}
