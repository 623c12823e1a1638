import Glibc
import Synchronization
import Testing

@testable import Diagnostics
@testable import Output

struct KitFailureTests {
  let folder = TemporaryFolder()
  var location: KitLocation { KitLocation(parent: folder.path, name: "contoso") }

  func fails(_ kit: Kit = Samples.new, at location: KitLocation? = nil, force: Bool = false) -> [Diagnostic] {
    let failure = #expect(throws: OutputFailure.self) {
      try KitWriter().write(kit, to: location ?? self.location, force: force)
    }
    return failure?.diagnostics ?? []
  }

  // MARK: Symbolic links

  @Test func aKitIsNotWrittenThroughALink() throws {
    folder.makeFolder("elsewhere")
    symlink("elsewhere", folder.at("contoso"))
    let diagnostics = fails(force: true)
    #expect(diagnostics.map(\.code) == [OutputCatalog.wrongKind])
    #expect(diagnostics[0].message == "'\(location.path)' is a symbolic link, and a kit is not written through one")
    #expect(folder.listing("elsewhere") == [])
    #expect(folder.names == ["contoso", "elsewhere"])
  }

  @Test func aFolderOfTheKitThatBecameALinkIsNotFollowed() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("outside/count.ps1", "count\r\n")
    folder.write("outside/other", "other")
    Shell.run("cd '\(location.path)' && rm -r 00-assess rollback && ln -s ../outside 00-assess && ln -s ../outside rollback")
    let outside = folder.listing("outside")
    #expect(fails().map(\.code) == [OutputCatalog.foreign])
    _ = try KitWriter().write(Samples.old, to: location, force: true)
    #expect(folder.listing("outside") == outside)
    #expect(folder.status("contoso/00-assess")?.kind == .folder)
    #expect(folder.status("contoso/00-assess.kept-1")?.kind == .link)
    #expect(folder.status("contoso/rollback.kept-1")?.kind == .link)
    _ = try KitWriter().write(Samples.new, to: location, force: true)
    #expect(folder.listing("outside") == outside)
  }

  @Test func aFileOfTheKitThatBecameALinkIsNotWrittenThrough() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    folder.write("outside.txt", "same\n")
    unlink(folder.at("contoso/same.txt"))
    symlink("../outside.txt", folder.at("contoso/same.txt"))
    #expect(fails().map(\.code) == [OutputCatalog.edited])
    _ = try KitWriter().write(Samples.new, to: location, force: true)
    #expect(folder.text("outside.txt") == "same\n")
    #expect(folder.status("contoso/same.txt")?.kind == .file)
    #expect(folder.status("contoso/same.txt.kept-1")?.kind == .link)
  }

  @Test func anUnfinishedKitWithALinkInItIsRemovedWithoutFollowingIt() throws {
    folder.write("outside/a", "a")
    folder.write(".contoso.syncshift/new/b/c", "half a kit")
    symlink("../../../outside", folder.at(".contoso.syncshift/new/b/d"))
    folder.makeFolder(".contoso.syncshift/new/closed", mode: 0o500)
    _ = try KitWriter().write(Samples.new, to: location)
    #expect(folder.text("outside/a") == "a")
    #expect(folder.names == ["contoso", "outside"])
  }

  @Test func aWorkshopThatIsALinkIsRefused() throws {
    folder.write("outside/new/a", "a")
    symlink("outside", folder.at(".contoso.syncshift"))
    #expect(fails().map(\.code) == [OutputCatalog.wrongKind])
    #expect(folder.text("outside/new/a") == "a")
  }

  @Test func theFolderThatTheUserNamedMayBeALink() throws {
    folder.makeFolder("real")
    symlink("real", folder.at("output"))
    _ = try KitWriter().write(Samples.old, to: KitLocation(parent: folder.at("output"), name: "contoso"))
    #expect(folder.text("real/contoso/same.txt") == "same\n")
  }

  // MARK: What the system refuses

  @Test func aFileInTheKitsPlaceIsRefused() {
    folder.write("contoso", "a file")
    #expect(fails(force: true).map(\.code) == [OutputCatalog.wrongKind])
    #expect(folder.text("contoso") == "a file")
  }

  @Test func aFileInTheParentsPlaceIsRefused() {
    folder.write("output", "a file")
    let diagnostics = fails(at: KitLocation(parent: folder.at("output/inner"), name: "contoso"))
    #expect(diagnostics.map(\.code) == [OutputCatalog.wrongKind])
  }

  @Test(arguments: [
    (EACCES, "file-not-permitted", "the permissions do not allow it"),
    (EROFS, "file-not-permitted", "the file system is read-only"),
    (ENOSPC, "disk-full", "no space is left on the file system"),
    (EDQUOT, "disk-full", "the quota is used up"),
    (EIO, "file-system-error", "the device reported an input/output error"),
    (EMFILE, "file-system-error", "too many files are open"),
    (ESTALE, "file-system-error", "system error \(ESTALE)"),
  ])
  func everyErrorOfTheSystemBecomesAMessage(number: Int32, code: String, reason: String) throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let before = folder.listing()
    let writer = KitWriter(fileSystem: FileSystem { $0 == .write ? number : nil })
    let failure = #expect(throws: OutputFailure.self) { try writer.write(Samples.new, to: location) }
    #expect(failure?.diagnostics.map(\.code.name) == [code])
    #expect(
      failure?.diagnostics.first?.message == "cannot write '\(folder.path)/.contoso.syncshift/new/README.md': \(reason)")
    #expect(folder.listing() == before)
  }

  @Test func aParentThatCannotBeWrittenLeavesTheKitAsItIs() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let before = folder.listing()
    // Permissions do not stop root; a read-only mount does.
    if getuid() == 0 {
      let mounted = Shell.run("mount --bind '\(folder.path)' '\(folder.path)' && mount -o remount,bind,ro '\(folder.path)'")
      guard mounted.isEmpty else {
        print("SKIPPED: no read-only file system could be mounted: \(mounted)")
        return
      }
    } else {
      chmod(folder.path, 0o555)
    }
    defer { if getuid() == 0 { Shell.run("umount '\(folder.path)'") } else { chmod(folder.path, 0o755) } }
    #expect(fails().map(\.code) == [OutputCatalog.notPermitted])
    #expect(folder.listing() == before)
    #expect(try !KitWriter().write(Samples.old, to: location).hasWritten, "what needs no writing succeeds")
  }

  @Test func aFullDiskLeavesTheKitAsItIs() throws {
    folder.makeFolder("small")
    let mounted = Shell.run("mount -t tmpfs -o size=256k,mode=755 none '\(folder.at("small"))'")
    guard mounted.isEmpty else {
      print("SKIPPED: no small file system could be mounted: \(mounted)")
      return
    }
    defer { Shell.run("umount '\(folder.at("small"))'") }
    let location = KitLocation(parent: folder.at("small"), name: "contoso")
    _ = try KitWriter().write(Samples.old, to: location)
    let before = folder.listing("small")
    let large = Samples.kit([Samples.file("large.txt", String(repeating: "x", count: 300_000))])
    let diagnostics = fails(large, at: location)
    #expect(diagnostics.map(\.code) == [OutputCatalog.noSpace])
    #expect(folder.listing("small") == before)
    // What the failed run had taken is free again.
    _ = try KitWriter().write(Samples.new, to: location)
  }

  @Test func aFolderNestedWithoutEndIsRefused() {
    folder.write("contoso/" + String(repeating: "a/", count: 70) + "b", "")
    #expect(fails(force: true).map(\.code) == [OutputCatalog.tooManyEntries])
  }

  // MARK: Two at once

  @Test func theSecondOfTwoRunsIsToldThatItIsTheSecond() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let second = Mutex<[Diagnostic]>([])
    let location = location
    let writer = KitWriter(
      fileSystem: FileSystem { call in
        guard call == .sync else { return nil }
        do throws(OutputFailure) {
          _ = try KitWriter().write(Samples.kit([Samples.file("other.txt", "")]), to: location)
        } catch {
          second.withLock { $0 = error.diagnostics }
        }
        return nil
      })
    _ = try writer.write(Samples.new, to: location)
    #expect(second.withLock { $0.map(\.message) } == ["another run is writing '\(location.path)'"])
    #expect(try folder.listing("contoso") == KitWriterTests.listing(of: Samples.new))
    #expect(folder.names == ["contoso"])
  }

  @Test func runsAtOnceLeaveOneWholeKit() async throws {
    let location = location
    let kits = (0..<4).map { number in
      Samples.kit((0..<30).map { Samples.file("f\($0)", "\(number)\n") })
    }
    for _ in 0..<5 {
      await withTaskGroup(of: Void.self) { group in
        for kit in kits { group.addTask { _ = try? KitWriter().write(kit, to: location) } }
      }
      let disk = try #require(try KitReader().read(location, for: kits[0]))
      let whole = kits.contains { KitComparison($0, with: try? KitReader().read(location, for: $0)).isSame }
      #expect(whole)
      #expect(disk.entries.count == 32)
    }
    #expect(folder.names == ["contoso"])
  }

  @Test func kitsBesideEachOtherAreWrittenAtOnce() async throws {
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          _ = try KitWriter().write(Samples.old, to: KitLocation(parent: path, name: "kit-\(number)"))
          _ = try KitWriter().write(Samples.new, to: KitLocation(parent: path, name: "kit-\(number)"))
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.names.count == 20)
  }

  // MARK: Written at the last moment

  @Test func whatIsWrittenWhileTheKitChangesPlacesIsKeptBeside() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let folder = folder
    let writer = KitWriter(
      fileSystem: FileSystem { call in
        if call == .sync {
          folder.write("contoso/README.md", "edited at the last moment")
          folder.write("contoso/late.txt", "late")
        }
        return nil
      })
    let report = try writer.write(Samples.new, to: location)
    #expect(report.messages.map(\.code) == [OutputCatalog.leftBehind])
    #expect(report.messages.first?.notes.map(\.message) == ["'README.md'", "'late.txt'"])
    #expect(try folder.listing("contoso") == KitWriterTests.listing(of: Samples.new))
    #expect(folder.text("contoso.kept-1/README.md") == "edited at the last moment")
    #expect(folder.text("contoso.kept-1/late.txt") == "late")
  }

  @Test func aFolderThatIsSwappedMeanwhileIsNotTouched() throws {
    _ = try KitWriter().write(Samples.old, to: location)
    let folder = folder
    let writer = KitWriter(
      fileSystem: FileSystem { call in
        if call == .sync, folder.status("moved") == nil {
          rename(folder.at("contoso"), folder.at("moved"))
          folder.write("contoso/mine.txt", "mine")
        }
        return nil
      })
    let failure = #expect(throws: OutputFailure.self) { try writer.write(Samples.new, to: location) }
    #expect(failure?.diagnostics.map(\.code) == [OutputCatalog.busy])
    #expect(folder.text("contoso/mine.txt") == "mine")
    #expect(try folder.listing("moved") == KitWriterTests.listing(of: Samples.old))
    #expect(folder.names == ["contoso", "moved"])
  }
}
