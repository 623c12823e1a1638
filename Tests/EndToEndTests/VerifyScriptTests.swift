import Foundation
import Testing

/// The kit's own `verify.sh`, and `syncshift verify` beside it, on a kit as it is carried.
@Suite struct VerifyScriptTests {
  /// How many single bits are flipped, spread over the whole kit: each must be found by both, and the file be named.
  static let flips = 150

  /// A copy of an example's kit, and a `verify.sh` from elsewhere, as a careful reader would run it.
  private struct Carried {
    let folder: TemporaryFolder
    let kit: String
    let script: String

    init(_ name: String) throws {
      folder = try TemporaryFolder()
      let made = try ExampleKits.kit(name)
      kit = folder.path + "carried"
      script = made.folder + "verify.sh"
      _ = try Tool.run("cp", ["-a", String(made.folder.dropLast()), kit])
    }

    /// Flips one bit of a file: another place and another bit for each number.
    ///
    /// - Returns: what the file held.
    func flip(_ path: String, _ number: Int) throws -> Data {
      let before = try Data(contentsOf: URL(filePath: "\(kit)/\(path)"))
      var after = before
      after[after.startIndex + (number * 7919) % after.count] ^= 1 << UInt8(number % 8)
      try write(after, to: path)
      return before
    }

    /// Writes into the file that is there, which keeps its permissions.
    func write(_ bytes: Data, to path: String) throws {
      let handle = try FileHandle(forWritingTo: URL(filePath: "\(kit)/\(path)"))
      try handle.write(contentsOf: bytes)
      try handle.close()
    }

    func verify(_ options: [String] = []) throws -> (status: Int32, text: String) {
      let run = try Tool.run("bash", [script, "--kit", kit] + options)
      return (run.status, run.outputText + run.errorText)
    }
  }

  @Test(arguments: ExampleKits.names) func anUntouchedKitIsWhatWasWritten(name: String) throws {
    let carried = try Carried(name)
    let (status, text) = try carried.verify()
    #expect(status == 0, "\(text)")
    let digest = try #require(text.split(separator: " ").first { $0.utf8.count >= 64 }).prefix(64)
    #expect(try carried.verify(["--digest", String(digest)]).status == 0)
    #expect(try carried.verify(["--digest", String(repeating: "0", count: 64)]).status == 1)
    #expect(try Program.run(["verify", carried.kit, "--digest", String(digest)]).status == 0)
  }

  @Test func aFlippedBitAnywhereIsFoundAndItsFileNamed() throws {
    let carried = try Carried("contoso")
    let paths = try ExampleKits.kit("contoso").paths
    try #require(paths.count >= Self.flips, "a file would be flipped twice")
    let flips = (0..<Self.flips).map { (number: $0, path: paths[$0 * paths.count / Self.flips]) }
    // These two say what the others hold, so a flip in one of them stands for itself; elsewhere each of several files must be named.
    let own = flips.filter { ["manifest.json", "SHA256SUMS"].contains($0.path) }
    let others = flips.filter { flip in !own.contains { $0.path == flip.path } }
    #expect(!own.isEmpty)
    for round in own.map({ [$0] }) + Self.rounds(of: others, 15) {
      let before = try round.map { try carried.flip($0.path, $0.number) }
      let (status, text) = try carried.verify()
      let program = try Program.run(["verify", carried.kit])
      #expect(status == 1 && program.status == 2)
      for said in [text, program.outputText] {
        for (_, path) in round { #expect(said.contains("edited     \(path): "), "\(path): \(said)") }
        if round.count > 1 { #expect(said.split(separator: "\n").count { $0.hasPrefix("edited ") } == round.count, "\(said)") }
      }
      for (flip, bytes) in zip(round, before) { try carried.write(bytes, to: flip.path) }
    }
    #expect(try carried.verify().status == 0)
  }

  private static func rounds<Element>(of all: [Element], _ size: Int) -> [[Element]] {
    stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
  }

  /// What somebody did to the kit, and what verify.sh has to say.
  @Test(arguments: [
    ("rm runbook.md", "missing    runbook.md"),
    ("echo x > 'rollback/$(touch pwned)'", "extra      rollback/\\$\\(touch\\ pwned\\)"),
    ("mkdir empty", "extra      empty/"),
    ("chmod -x verify.sh", "permission verify.sh"),
    ("chmod +x README.md", "permission README.md"),
    ("rm README.md; ln -s runbook.md README.md", "edited     README.md"),
    ("rm README.md; mkdir README.md", "edited     README.md"),
    ("sed -i 's/\"forced\": false/\"forced\": true/' manifest.json", "edited     manifest.json"),
    ("sed -i '1d' SHA256SUMS", "edited     SHA256SUMS"),
    ("sed -i 's/$/\\r/' SHA256SUMS", "edited     SHA256SUMS"),
  ])
  func whatWasDoneIsNamed(command: String, message: String) throws {
    let carried = try Carried("contoso")
    #expect(try Tool.run("bash", ["-c", "cd '\(carried.kit)' && \(command)"]).status == 0)
    let (status, text) = try carried.verify()
    #expect(status == 1 && text.contains(message), "\(text)")
  }

  @Test func signedScriptsCountAsTheirUnsignedSelves() throws {
    let carried = try Carried("contoso")
    let sign =
      "cd '\(carried.kit)' && find . -name '*.ps1' -exec sh -c 'printf \"\\r\\n# SIG # Begin signature block\\r\\n# MIIabc==\\r\\n# SIG # End signature block\\r\\n\" >> \"$1\"' _ {} \\;"
    #expect(try Tool.run("bash", ["-c", sign]).status == 0)
    #expect(try carried.verify().status == 1)
    let (status, text) = try carried.verify(["--signed"])
    #expect(status == 0, "\(text)")
    #expect(try Program.run(["verify", carried.kit, "--signed"]).status == 0)
    // What stands behind the block, or in it, is not signed away.
    #expect(try Tool.run("bash", ["-c", "printf 'Remove-Item x\\r\\n' >> '\(carried.kit)/lib/Kit.ps1'"]).status == 0)
    #expect(try carried.verify(["--signed"]).text.contains("edited     lib/Kit.ps1"))
  }

  @Test func wrongArgumentsAreRefused() throws {
    let carried = try Carried("contoso")
    #expect(try carried.verify(["--digest", "12"]).status == 64)
    #expect(try carried.verify(["--unknown"]).status == 64)
  }

  @Test(.enabled(if: Tool.isInstalled("shellcheck"), "NOT CHECKED: shellcheck is missing"))
  func theScriptPassesTheStrictestGate() throws {
    let checks =
      "avoid-nullary-conditions,check-extra-masked-returns,check-unassigned-uppercase,deprecate-which,quote-safe-variables,require-double-brackets"
    let run = try Tool.run("shellcheck", ["-S", "style", "-o", checks, try ExampleKits.kit("contoso").folder + "verify.sh"])
    #expect(run.status == 0, "\(run.outputText)")
  }
}
