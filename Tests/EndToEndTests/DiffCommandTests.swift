import Foundation
import Testing

/// `syncshift diff` and `plan` as users run them.
@Suite struct DiffCommandTests {
  /// The example with one unit more, a wider threshold, and its kit.
  private static let edited = Result {
    let folder = try TemporaryFolder.untilExit()
    let yaml = try String(contentsOfFile: Program.example("contoso"), encoding: .utf8)
      .replacing("delete-threshold: 50", with: "delete-threshold: 500")
      .replacing(
        "      - OU=Staff,DC=contoso,DC=com\n    test",
        with: "      - OU=Staff,DC=contoso,DC=com\n      - OU=Finance,DC=contoso,DC=com\n    test")
    try folder.write(yaml, to: "edited.yaml")
    let run = try Program.run(["generate", folder.path + "edited.yaml", "--output", folder.path + "Output"])
    return (folder: folder, status: run.status)
  }

  static let meaning = [
    "wave staff: + unit OU=Finance,DC=contoso,DC=com", "domain contoso.com: delete threshold 50 → 500",
  ]

  /// Two environment files, two kits, and one of each: the same meaning.
  @Test(arguments: [(false, false), (true, true), (false, true), (true, false)])
  func kitsAndEnvironmentFilesGiveTheSameMeaning(oldIsKit: Bool, newIsKit: Bool) throws {
    let (folder, status) = try Self.edited.get()
    #expect(status == 0)
    let old = oldIsKit ? try ExampleKits.kit("contoso").folder : Program.example("contoso")
    let new = folder.path + (newIsKit ? "Output/contoso" : "edited.yaml")
    let run = try Program.run(["diff", old, new])
    #expect(run.status == 2, "\(run.errorText)")
    let lines = run.outputText.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(Array(lines.filter { Self.meaning.contains($0) }) == Self.meaning)
    // The lines follow: of the two files, or of the kits' scripts.
    #expect(run.outputText.contains(oldIsKit || newIsKit ? "scope.json" : "+          delete-threshold: 500"))
    let back = try Program.run(["diff", new, old, "--summary"])
    #expect(back.outputText.contains("domain contoso.com: delete threshold 500 → 50"))
    #expect(!back.outputText.contains("@@"))
  }

  @Test func nothingDiffersFromItself() throws {
    let kit = try ExampleKits.kit("fabrikam").folder
    #expect(try Program.run(["diff", kit, kit]).status == 0)
    #expect(try Program.run(["diff", kit, Program.example("fabrikam")]).status == 0)
    #expect(try Program.run(["diff", Program.example("fabrikam"), Program.example("fabrikam")]).status == 0)
  }

  @Test(arguments: ["text", "markdown", "html", "json"]) func everyFormatNamesTheChange(format: String) throws {
    let (folder, _) = try Self.edited.get()
    let run = try Program.run(["diff", try ExampleKits.kit("contoso").folder, folder.path + "Output/contoso", "--format", format])
    #expect(run.status == 2)
    #expect(run.outputText.contains("delete threshold 50 → 500"))
    #expect(format != "markdown" || run.output.count < 65_536)
    #expect(format != "json" || (try? JSONSerialization.jsonObject(with: Data(run.output))) != nil)
  }

  @Test func anEnvironmentFileWithErrorsHasNoDifference() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\n", to: "broken.yaml")
    let run = try Program.run(["diff", Program.example("contoso"), folder.path + "broken.yaml"])
    #expect(run.status == 1)
    #expect(run.outputText.isEmpty && run.errorText.contains("missing-field"))
    #expect(try Program.run(["diff", Program.example("contoso"), folder.path + "missing.yaml"]).status == 74)
  }

  @Test func aKitThatWasTouchedIsComparedAsItStandsAndSaidToBeTouched() throws {
    let folder = try TemporaryFolder()
    let kit = try ExampleKits.kit("contoso").folder
    _ = try Tool.run("cp", ["-a", String(kit.dropLast()), folder.path + "contoso"])
    #expect(try Tool.run("bash", ["-c", "echo rogue >> '\(folder.path)contoso/runbook.md'"]).status == 0)
    let run = try Program.run(["diff", kit, folder.path + "contoso"])
    #expect(run.status == 2)
    #expect(run.outputText.contains("changed: runbook.md") && run.outputText.contains("+rogue"))
    #expect(run.errorText.contains("not what was written: edited runbook.md"))
  }

  @Test func planSaysWhatGenerateWouldChangeInTheSameWords() throws {
    let (folder, _) = try Self.edited.get()
    let output = String(try ExampleKits.kit("contoso").folder.dropLast("contoso/".count))
    let run = try Program.run(["plan", folder.path + "edited.yaml", "--output", output])
    #expect(run.status == 2)
    for line in Self.meaning { #expect(run.outputText.contains("  \(line)\n")) }
    #expect(run.outputText.contains("changed: waves/02-staff/50-scope/contoso.com/scope.json"))
    let json = try Program.run(["plan", folder.path + "edited.yaml", "--output", output, "--format", "json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect((answer["changes"] as? [[String: Any]])?.compactMap { $0["text"] as? String } == Self.meaning)
  }
}
