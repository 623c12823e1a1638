import Glibc
import Synchronization
import Testing

@testable import Diagnostics
@testable import Output

/// Counts system calls and makes them fail.
final class Fault: Sendable {
  enum Kind: Sendable, CaseIterable {
    /// One call fails, and what follows works: a full disk, a permission.
    case once
    /// From there on nothing has an effect: the process was killed.
    case forGood
  }

  private let count = Mutex(0)
  let kind: Kind
  let after: Int

  init(_ kind: Kind, after: Int) {
    self.kind = kind
    self.after = after
  }

  var calls: Int { count.withLock { $0 } }

  var fileSystem: FileSystem {
    FileSystem { _ in
      let number = self.count.withLock { value in
        defer { value += 1 }
        return value
      }
      let fails = self.kind == .once ? number == self.after : number >= self.after
      return fails ? ENOSPC : nil
    }
  }
}

struct KitInterruptionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var start: Start
    var kind: Fault.Kind
    var canExchange: Bool
    var testDescription: String { "\(start), \(kind), \(canExchange ? "exchanging" : "renaming twice")" }
  }
  enum Start: Sendable, CaseIterable { case nothing, oldKit, userFiles }

  static let cases = Start.allCases.flatMap { start in
    Fault.Kind.allCases.flatMap { kind in [true, false].map { Case(start: start, kind: kind, canExchange: $0) } }
  }

  private func prepare(_ start: Start, in folder: TemporaryFolder, _ location: KitLocation) throws {
    if start == .nothing { return }
    _ = try KitWriter().write(Samples.old, to: location)
    guard start == .userFiles else { return }
    folder.write("contoso/README.md", "edited")
    folder.write("contoso/mine/note.txt", "mine")
  }

  @Test(arguments: cases)
  func leavesTheOldKitOrTheNewOneWhereverItStops(of test: Case) throws {
    let model = TemporaryFolder()
    let modelLocation = KitLocation(parent: model.path, name: "contoso")
    try prepare(test.start, in: model, modelLocation)
    let old = model.listing("contoso")
    _ = try KitWriter().write(Samples.new, to: modelLocation, force: true)
    let new = model.listing("contoso")
    try #require(old != new)

    var stops = 0
    var aside = 0
    while true {
      let folder = TemporaryFolder()
      let location = KitLocation(parent: folder.path, name: "contoso")
      try prepare(test.start, in: folder, location)
      let fault = Fault(test.kind, after: stops)
      let writer = KitWriter(fileSystem: fault.fileSystem, canExchange: test.canExchange)
      let report = try? writer.write(Samples.new, to: location, force: true)
      let now = folder.listing("contoso")
      let place: Comment = "stopped at call \(stops)"
      if report != nil {
        #expect(now == new, place)
      } else if now == ["absent"], test.start != .nothing {
        // Only between the two renames, and only when the process is gone and cannot undo the first.
        #expect(test.kind == .forGood && !test.canExchange, place)
        #expect(folder.listing(".contoso.syncshift/old") == old, place)
        aside += 1
      } else if test.kind == .once {
        #expect(now == old, place)
      } else {
        #expect(now == old || now == new, place)
      }
      if fault.calls <= stops { break }

      // The next run brings all of it into order and leaves nothing lying about.
      let next = try KitWriter(canExchange: test.canExchange).write(Samples.new, to: location, force: true)
      #expect(folder.listing("contoso") == new, place)
      #expect(folder.names == ["contoso"], place)
      #expect(next.messages.allSatisfy { $0.code == OutputCatalog.kept }, place)
      stops += 1
    }
    #expect(stops > 50)
    #expect(aside == (test.kind == .forGood && !test.canExchange && test.start != .nothing ? 1 : 0))
    print("interrupted at \(stops) calls: \(test.testDescription)")
  }

  @Test(arguments: [10, 40, 60, 80, 100, 120, 140])
  func aKilledProcessHoldsNoLock(call: Int) async throws {
    let folder = TemporaryFolder()
    let location = KitLocation(parent: folder.path, name: "contoso")
    _ = try KitWriter().write(Samples.old, to: location)
    let path: String = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, call = call as Int] in
      let calls = Mutex(0)
      let fileSystem = FileSystem { _ in
        if calls.withLock({
          $0 += 1
          return $0
        }) == call {
          kill(getpid(), SIGKILL)
        }
        return nil
      }
      _ = try? KitWriter(fileSystem: fileSystem).write(Samples.new, to: KitLocation(parent: path, name: "contoso"))
    }
    let now = folder.listing("contoso")
    #expect(try now == KitWriterTests.listing(of: Samples.old) || now == KitWriterTests.listing(of: Samples.new))
    _ = try KitWriter().write(Samples.new, to: location)
    #expect(try folder.listing("contoso") == KitWriterTests.listing(of: Samples.new))
    #expect(folder.names == ["contoso"])
  }
}
