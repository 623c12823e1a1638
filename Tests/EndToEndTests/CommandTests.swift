import Foundation
import Testing

/// What users and pipelines see of the commands: exit codes, and which stream says what.
@Suite struct CommandTests {
  /// An output folder with the kit of an example, which may be changed.
  private func freshKit(_ folder: TemporaryFolder, _ example: String = "contoso") throws -> GeneratedKit {
    let run = try Program.run(["generate", Program.example(example), "--output", folder.path + "Output"])
    #expect(run.status == 0, "\(run.errorText)")
    return try GeneratedKit(example, in: folder.path + "Output/")
  }

  @Test func generatingAgainChangesNothingAndTouchesNothing() throws {
    let folder = try TemporaryFolder()
    let kit = try freshKit(folder)
    let before = try times(kit)
    let run = try Program.run(["generate", Program.example("contoso"), "--output", folder.path + "Output"])
    #expect(run.status == 0 && run.outputText.contains("unchanged"))
    #expect(try times(kit) == before)
    for command in ["plan", "check"] {
      let run = try Program.run([command, Program.example("contoso"), "--output", folder.path + "Output"])
      #expect(run.status == 0 && run.outputText.contains("the same"), "\(command): \(run.outputText)\(run.errorText)")
    }
  }

  @Test func aFileThatSomebodyEditedIsReportedAndKept() throws {
    let folder = try TemporaryFolder()
    let kit = try freshKit(folder)
    try folder.write("my own words\n", to: "Output/contoso/runbook.md")
    let arguments = [Program.example("contoso"), "--output", folder.path + "Output"]
    for command in ["plan", "check"] {
      let run = try Program.run([command] + arguments)
      #expect(run.status == 2 && run.outputText.contains("runbook.md"), "\(command)")
    }
    let before = try kit.contents()
    let refused = try Program.run(["generate"] + arguments)
    #expect(refused.status == 74 && refused.errorText.contains("runbook.md") && refused.output.isEmpty)
    #expect(try kit.contents() == before)

    let forced = try Program.run(["generate"] + arguments + ["--force"])
    #expect(forced.status == 0, "\(forced.errorText)")
    let kept = try GeneratedKit("contoso", in: folder.path + "Output/")
    let words = try kept.paths.filter { $0.hasPrefix("runbook.md.kept") }.map(kept.text)
    #expect(words == ["my own words\n"], "the words are gone")
  }

  @Test func aForcedKitSaysSoOnItsFirstPagesUntilARunWithoutForceSucceeds() throws {
    let folder = try TemporaryFolder()
    let kit = try freshKit(folder)
    let plain = try kit.contents()
    let arguments = [Program.example("contoso"), "--output", folder.path + "Output"]
    func isMarked() throws -> [Bool] {
      try ["README.md", "runbook.md", "runbook.html"].map { try kit.text($0).contains("Made with") }
    }
    #expect(try isMarked() == [false, false, false])
    #expect(try Program.run(["generate"] + arguments + ["--force"]).status == 0)
    #expect(try kit.contents() == plain, "there was nothing to go over, so nothing is forced")

    try folder.write("my own words\n", to: "Output/contoso/waves/01-pilot/runbook.md")
    let forced = try Program.run(["generate"] + arguments + ["--force"])
    #expect(forced.status == 0 && forced.outputText.contains("made with --force"), "\(forced.outputText)\(forced.errorText)")
    #expect(try isMarked() == [true, true, true])
    #expect(try kit.json("manifest.json")["forced"] as? Bool == true)
    let marked = try GeneratedKit("contoso", in: folder.path + "Output/").contents()
    let again = try Program.run(["generate"] + arguments + ["--force"])
    #expect(again.status == 0 && again.outputText.contains("unchanged"), "\(again.outputText)\(again.errorText)")
    #expect(try GeneratedKit("contoso", in: folder.path + "Output/").contents() == marked)
    #expect(try Program.run(["generate"] + arguments).status == 74, "a file of somebody else still lies in it")

    try FileManager.default.removeItem(atPath: kit.folder + "waves/01-pilot/runbook.md.kept-1")
    let verified = try Program.run(["verify", kit.folder])
    #expect(verified.status == 0 && verified.outputText.contains("made with --force"), "\(verified.outputText)")
    for command in ["plan", "check"] {
      let run = try Program.run([command] + arguments)
      #expect(run.status == 2 && run.outputText.contains("made with --force"), "\(command): \(run.outputText)")
    }
    #expect(try Program.run(["generate"] + arguments).status == 0)
    #expect(try kit.contents() == plain)
    #expect(try Program.run(["check"] + arguments).status == 0)
  }

  @Test func aFileOfSomebodyElseIsReportedAndKept() throws {
    let folder = try TemporaryFolder()
    try folder.write("notes\n", to: "Output/contoso/notes.txt")
    let run = try Program.run(["generate", Program.example("contoso"), "--output", folder.path + "Output"])
    #expect(run.status == 74 && run.errorText.contains("notes.txt"), "\(run.errorText)")
    #expect(try GeneratedKit("contoso", in: folder.path + "Output/").paths == ["notes.txt"])
  }

  @Test func wrongInputSaysWhereAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    let kit = try freshKit(folder)
    let before = try kit.contents()
    try folder.write(try changed("contoso", "  cloud: global", "  cluod: global"), to: "wrong.yaml")
    let run = try Program.run(["generate", "wrong.yaml", "--output", "Output"], in: folder.path)
    #expect(run.status == 1)
    #expect(run.output.isEmpty, "results go to standard output, messages do not: \(run.outputText)")
    #expect(run.errorText.contains("wrong.yaml:10:3") && run.errorText.contains("did you mean 'cloud'"), "\(run.errorText)")
    #expect(try kit.contents() == before)

    let elsewhere = try Program.run(["generate", "wrong.yaml", "--output", "never"], in: folder.path)
    #expect(elsewhere.status == 1 && !FileManager.default.fileExists(atPath: folder.path + "never"))
  }

  @Test func oneWrongFileDoesNotStopTheOthers() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\n", to: "wrong.yaml")
    let run = try Program.run(
      ["generate", "wrong.yaml", Program.example("contoso"), "--output", "Output"], in: folder.path)
    #expect(run.status == 1 && run.outputText.contains("contoso: written"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "Output").filter { $0 != ".syncshift" } == ["contoso"])
  }

  @Test func aUnitThatIsGoneSinceTheLastKitIsAnError() throws {
    let folder = try TemporaryFolder()
    let kit = try freshKit(folder)
    let before = try kit.contents()
    let fewer = try changed("contoso", "      - OU=Staff,DC=contoso,DC=com\n", "      - OU=Crew,DC=contoso,DC=com\n")
    try folder.write(fewer.replacing("Dijkstra,OU=Staff", with: "Dijkstra,OU=Crew"), to: "fewer.yaml")
    for command in ["generate", "plan", "check"] {
      let run = try Program.run([command, "fewer.yaml", "--output", "Output"], in: folder.path)
      #expect(run.status == 1 && run.errorText.contains("OU=Staff,DC=contoso,DC=com"), "\(command): \(run.errorText)")
    }
    let forced = try Program.run(["generate", "fewer.yaml", "--output", "Output", "--force"], in: folder.path)
    #expect(forced.status == 1, "force is about files, not about scopes")
    #expect(try kit.contents() == before)
  }

  @Test func aBlockerLeavesOutWhatGoesForwardAndKeepsTheWayBack() throws {
    let folder = try TemporaryFolder()
    let whole = try freshKit(folder)
    try folder.write(try changed("contoso", "    device-writeback: no", "    device-writeback: yes"), to: "blocked.yaml")
    let run = try Program.run(["generate", "blocked.yaml", "--output", "Blocked"], in: folder.path)
    #expect(run.status == 1 && run.outputText.contains("device-writeback"), "\(run.outputText)\(run.errorText)")
    let kit = try GeneratedKit("contoso", in: folder.path + "Blocked/")
    for part in ["30-rules", "50-scope", "60-start"] {
      #expect(
        !kit.paths.contains {
          $0.contains("/\(part)/") && ($0.contains("install") || $0.contains("put-") || $0.contains("-start-"))
        })
    }
    for part in ["00-assess/", "10-backup/", "rollback/", "/70-verify/", "/90-rollback/"] {
      let scripts = { (kit: GeneratedKit) in
        kit.paths.filter { $0.contains(part) && ($0.hasSuffix(".ps1") || $0.hasSuffix(".sh")) }
      }
      #expect(scripts(kit) == scripts(whole) && !scripts(kit).isEmpty, "\(part) has to be there all the same")
    }
  }

  @Test(arguments: [
    ([], 64), (["generate"], 64), (["generate", "--no-such-option"], 64), (["no-such-command"], 64),
    (["templates", "eject"], 64),
    (["generate", "no-such-file.yaml"], 74), (["check", "no-such-file.yaml"], 74), (["--help"], 0), (["--version"], 0),
  ])
  func everyKindOfMistakeHasItsExitCode(_ arguments: [String], _ status: Int) throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(arguments, in: folder.path)
    #expect(Int(run.status) == (arguments.isEmpty ? 0 : status), "\(run.errorText)\(run.outputText)")
    #expect(status == 0 || arguments.isEmpty || (run.output.isEmpty && !run.errors.isEmpty), "messages go to standard error")
  }

  @Test func programsGetJSON() throws {
    let folder = try TemporaryFolder()
    try folder.write("version: 1\n", to: "wrong.yaml")
    let run = try Program.run(
      ["generate", "wrong.yaml", Program.example("contoso"), "--format", "json", "--output", "Output"], in: folder.path)
    #expect(run.status == 1)
    let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(result["environment"] as? String == "contoso" && result["written"] as? Bool == true)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.errors)) }
  }

  private func changed(_ example: String, _ text: String, _ other: String) throws -> String {
    let yaml = try String(contentsOfFile: Program.example(example), encoding: .utf8)
    try #require(yaml.contains(text), "the example does not hold '\(text)' any more")
    return yaml.replacing(text, with: other)
  }

  /// What tells whether a file was written anew: its number and the time of its last change.
  private func times(_ kit: GeneratedKit) throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: kit.paths.map { path in
        let facts = try FileManager.default.attributesOfItem(atPath: kit.folder + path)
        return (path, "\(facts[.systemFileNumber] ?? "") \((facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0)")
      })
  }
}
