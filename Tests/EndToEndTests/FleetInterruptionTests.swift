import Foundation
import Testing

/// A run over several environments that does not come to its end: in each place the old kit or the new one, and the next run brings all to the new.
@Suite(.serialized) struct FleetInterruptionTests {
  private static let rows = (1...4).map { "site\($0)" }

  /// `SYNCSHIFT_KILL=all` looks at more moments than a run with every change has time for.
  private static let isThorough = ProcessInfo.processInfo.environment["SYNCSHIFT_KILL"] == "all"

  private static let notWritten =
    ". Each has the kit that it had before, whole, or none. Mend what is said above, and run the same command again.\n"

  private static func table(_ first: Int) -> [String] { rows.enumerated().map { "\($1),\(first + $0)" } }

  /// A fleet with old kits, whose table then says something new for each; and the kits that it may have.
  private struct Prepared {
    let fleet: SmallFleet
    let old: [String: String?]
    let new: [String: String?]

    /// The new kits as they are to be; the same for every test.
    private static let model = Result {
      let model = try SmallFleet(table(60))
      #expect(try model.run("generate").status == 0)
      return try model.kits()
    }

    init() throws {
      fleet = try SmallFleet(table(20))
      #expect(try fleet.run("generate").status == 0)
      (old, new) = (try fleet.kits(), try Self.model.get())
      try copy("made", "before")
      try fleet.write(["environment,connect.precedence.from"] + table(60))
    }

    /// How many kits are new; every other one is the old one.
    func newKits(_ place: Comment) throws -> Int {
      let now = try fleet.kits()
      #expect(now.keys.sorted() == rows, place)
      for (name, kit) in now { #expect(kit != nil && (kit == old[name] || kit == new[name]), "\(name), \(place)") }
      return now.count { $0.value == new[$0.key] }
    }

    /// Puts the old kits back.
    func takeBack() throws { try copy("before", "made") }

    private func copy(_ from: String, _ to: String) throws {
      let run = try Tool.run("sh", ["-c", "rm -rf \"$2\" && cp -a \"$1\" \"$2\"", "sh", from, to], in: fleet.folder.path)
      #expect(run.status == 0, "\(run.errorText)")
    }

    /// - Returns: how long the run took, in seconds.
    @discardableResult
    func finish(_ place: Comment) throws -> Double {
      let start = ContinuousClock.now
      #expect(try fleet.run("generate").status == 0, place)
      let taken = ContinuousClock.now - start
      #expect(try fleet.kits() == new, place)
      #expect(try fleet.leftovers().isEmpty, place)
      return taken / .seconds(1)
    }

    /// A run that gets a signal after a time.
    func run(_ signal: Int32, after seconds: Double, _ command: String = "generate") throws -> (
      status: Int32, isKilled: Bool, errors: String
    ) {
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = [command, "fleet.yaml", "--output", "made", "--jobs", "2"]
      process.currentDirectoryURL = URL(filePath: fleet.folder.path, directoryHint: .isDirectory)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try fleet.folder.newFile("errors")
      try process.run()
      Thread.sleep(forTimeInterval: seconds)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      return (
        process.terminationStatus, process.terminationReason == .uncaughtSignal,
        String(decoding: try fleet.folder.bytes("errors"), as: UTF8.self)
      )
    }
  }

  @Test func `Killed at many moments, each place has the old kit or the new one`() throws {
    let prepared = try Prepared()
    let whole = try prepared.finish("not killed")
    var killed = 0
    var kinds: [Int: Int] = [:]
    let moments = Self.isThorough ? 12 : 4
    for moment in 0..<moments {
      try prepared.takeBack()
      let place: Comment = "moment \(moment)"
      if try prepared.run(SIGKILL, after: whole * Double(moment) / Double(moments)).isKilled { killed += 1 }
      kinds[try prepared.newKits(place), default: 0] += 1
      try prepared.finish(place)
    }
    #expect(killed * 2 >= moments, "the moments were all after the end")
    print(
      "killed at \(killed) of \(moments) moments; new kits then: \(kinds.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value) times)" }.joined(separator: ", "))"
    )
  }

  @Test func `Ctrl+C brings what is under way to its end, and says what to do`() throws {
    let prepared = try Prepared()
    let whole = try prepared.finish("not interrupted")
    var stopped = 0
    let moments = Self.isThorough ? 5 : 3
    for moment in 0..<moments {
      try prepared.takeBack()
      let place: Comment = "moment \(moment)"
      let run = try prepared.run(SIGINT, after: whole * Double(moment + 1) / Double(moments + 1))
      _ = try prepared.newKits(place)
      if run.status == 130, !run.isKilled {
        stopped += 1
        let done = try prepared.newKits(place)
        let others =
          "The others were not begun. Each has the kit that it had before, whole, or none. Run the same command again; "
        let end = done == 4 ? "" : " \(others)what is done is left as it is."
        #expect(run.errors == "interrupted: \(done) of 4 environments are done.\(end)\n", place)
        #expect(try prepared.fleet.leftovers().isEmpty, place)
      }
      try prepared.finish(place)
    }
    #expect(stopped >= 1, "no run was interrupted")
    try prepared.takeBack()
    _ = try prepared.run(SIGINT, after: whole / 4, "check")
    #expect(try prepared.newKits("check") == 0)
    print("interrupted at \(stopped) of \(moments) moments")
  }

  @Test func `Two runs at once leave whole kits, and the next one the right ones`() throws {
    let prepared = try Prepared()
    for round in 0..<(Self.isThorough ? 2 : 1) {
      try prepared.takeBack()
      let runs = try (0..<2).map { _ in
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["generate", "fleet.yaml", "--output", "made"]
        process.currentDirectoryURL = URL(filePath: prepared.fleet.folder.path, directoryHint: .isDirectory)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try prepared.fleet.folder.newFile("errors-\(round)-\(UUID().uuidString)")
        try process.run()
        return process
      }
      for run in runs {
        run.waitUntilExit()
        #expect([0, 74].contains(run.terminationStatus))
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: prepared.fleet.folder.path).filter {
        $0.hasPrefix("errors-\(round)")
      }
      for name in names {
        let errors = String(decoding: try prepared.fleet.folder.bytes(name), as: UTF8.self)
        #expect(
          errors.isEmpty || errors.contains("another run is writing 'made/site") && errors.hasSuffix(Self.notWritten), "\(errors)"
        )
      }
      _ = try prepared.newKits("round \(round)")
      try prepared.finish("round \(round)")
    }
  }

  @Test func `A full disk leaves the old kits, and says so for each`() throws {
    let prepared = try Prepared()
    let made = prepared.fleet.folder.path + "made"
    try FileManager.default.removeItem(atPath: made)
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    let mount = try Tool.run("mount", ["-t", "tmpfs", "-o", "size=3m", "none", made])
    guard mount.status == 0 else {
      print("SKIPPED: no small file system could be mounted: \(mount.errorText)")
      return
    }
    defer { _ = try? Tool.run("umount", [made]) }
    let run = try prepared.fleet.run("generate")
    #expect(run.status == 74)
    #expect(run.errorText.contains("no space is left") && run.errorText.contains("make room"), "\(run.errorText)")
    let kits = try prepared.fleet.kits()
    let missing = Self.rows.filter { kits[$0] == nil }.joined(separator: ", ")
    #expect(
      run.errorText.hasSuffix("\nnot written: \(missing)\(Self.notWritten)"),
      "\(run.errorText)")
    #expect(kits.count < 4 && kits.allSatisfy { $0.value == prepared.new[$0.key] }, "what is there is whole")
    #expect(try prepared.fleet.leftovers().isEmpty)
    #expect(run.outputText.contains("failed"))
    print("a disk of 3 MB took \(kits.count) of 4 kits")
    let remount = try Tool.run("mount", ["-o", "remount,size=64m", made])
    if remount.status == 0 { try prepared.finish("with room") }
  }

  @Test func `A read-only folder is said to be one, and stays as it is`() throws {
    let prepared = try Prepared()
    let made = prepared.fleet.folder.path + "made"
    if getuid() == 0 {
      let mount = try Tool.run("sh", ["-c", "mount --bind '\(made)' '\(made)' && mount -o remount,bind,ro '\(made)'"])
      guard mount.status == 0 else {
        print("SKIPPED: no read-only file system could be mounted: \(mount.errorText)")
        return
      }
    } else {
      chmod(made, 0o555)
    }
    defer { if getuid() == 0 { _ = try? Tool.run("umount", [made]) } else { chmod(made, 0o755) } }
    let run = try prepared.fleet.run("generate")
    #expect(run.status == 74)
    #expect(run.errorText.contains("read-only") || run.errorText.contains("permissions"), "\(run.errorText)")
    #expect(run.errorText.hasSuffix("\nnot written: site1, site2, site3, site4\(Self.notWritten)"), "\(run.errorText)")
    let summary = try prepared.fleet.run("assess", "--summary", "made/how.html")
    #expect(summary.status == 74 && summary.errorText.contains(" 'made/how.html': "), "\(summary.errorText)")
    #expect(try prepared.newKits("read-only") == 0)
    try prepared.fleet.write(["environment,connect.precedence.from"] + Self.table(20))
    #expect(try prepared.fleet.run("generate").status == 0, "what needs no writing succeeds")
  }
}
