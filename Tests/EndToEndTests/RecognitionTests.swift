import Foundation
import Testing

/// Whether an environment has changed is known without making its kit, and never wrongly.
@Suite struct RecognitionTests {
  private static let record = "made/.syncshift/north.json"

  /// A kit that is known: generated, and found unchanged once.
  private static func known(_ arguments: String...) throws -> SmallFleet {
    let fleet = try SmallFleet(["north,60"])
    #expect(try fleet.run("generate").status == 0)
    // A kit that is younger than a step of the clock is known after the next run only.
    Thread.sleep(forTimeInterval: 0.05)
    #expect(try fleet.run("generate").status == 0)
    #expect(FileManager.default.fileExists(atPath: fleet.folder.path + record), "the kit is not remembered")
    return fleet
  }

  /// Whether a run makes the kit anew: the record is written again then.
  private static func isMadeAnew(_ fleet: SmallFleet, _ command: String, _ arguments: [String] = []) throws -> Bool {
    let file = fleet.folder.path + record
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file)
    _ = try Program.run([command, "fleet.yaml", "--output", "made"] + arguments, in: fleet.folder.path)
    return try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date != old
  }

  @Test func `What has not changed is known, and said in the same words`() throws {
    let fleet = try Self.known()
    #expect(try !Self.isMadeAnew(fleet, "generate"))
    let known = try fleet.run("generate")
    try FileManager.default.removeItem(atPath: fleet.folder.path + "made/.syncshift")
    let unknown = try fleet.run("generate")
    #expect(known.output == unknown.output && known.errors == unknown.errors && known.status == unknown.status)
    #expect(known.outputText.contains("made/north: unchanged"))
    let plan = try fleet.run("plan")
    #expect(plan.status == 0 && plan.outputText.contains("made/north: the same"))
  }

  @Test func `Blockers and warnings are said again`() throws {
    let fleet = try SmallFleet(["north,yes"], header: "environment,connect.estate.matching-across-forests")
    _ = try fleet.run("generate")
    Thread.sleep(forTimeInterval: 0.05)
    let made = try fleet.run("generate")
    let known = try fleet.run("generate")
    #expect(made.status == 1 && known.status == 1)
    #expect(made.output == known.output && made.errors == known.errors)
    #expect(try !Self.isMadeAnew(fleet, "generate"))
  }

  /// Each does something to `made/north`, with the shell, and hides it as well as a user could.
  static let edits = [
    ("a byte", "printf x | dd of=README.md bs=1 seek=3 conv=notrunc status=none"),
    (
      "a byte, and the time put back",
      "touch -r README.md ../t; printf x | dd of=README.md bs=1 seek=3 conv=notrunc status=none; touch -r ../t README.md; rm ../t"
    ),
    (
      "another file of the same size and time",
      "cp -p README.md ../r; printf x | dd of=../r bs=1 seek=3 conv=notrunc status=none; touch -r README.md ../r; mv ../r README.md"
    ),
    ("a line more", "echo >>plan.json"),
    ("a file less", "rm lib/kit.sh"),
    ("a file more", "touch lib/mine.sh"),
    ("a hidden file", "touch .mine"),
    ("a folder more", "mkdir mine"),
    ("a permission", "chmod +x README.md"),
    ("a link in a file's place", "mv README.md ../r; ln -s ../r README.md"),
    ("a manifest", "echo >>manifest.json"),
    ("two files that change names", "mv plan.json ../p; mv README.md plan.json; mv ../p README.md"),
  ]

  @Test(arguments: edits.map(\.1)) func `An edited kit is never taken for an unchanged one`(_ edit: String) throws {
    let fleet = try Self.known()
    let shell = try Tool.run("sh", ["-c", edit], in: fleet.folder.path + "made/north")
    #expect(shell.status == 0, "\(shell.errorText)")
    let run = try fleet.run("generate")
    #expect(!run.outputText.contains("unchanged"), "\(run.outputText)")
    let plan = try fleet.run("plan")
    // A file that is gone was put back by generate.
    #expect(edit.hasPrefix("rm ") ? run.status == 0 : run.status == 74 && plan.status == 2, "\(run.outputText)\(run.errorText)")
  }

  @Test(arguments: [
    "", "{}", "not JSON", "{\"format\": 1}", "[1,2]", "{\"format\": 2, \"program\": \"x\"}",
  ]) func `A record that was lost or damaged costs time and nothing else`(_ text: String) throws {
    let fleet = try Self.known()
    try fleet.folder.write(text, to: Self.record)
    let run = try fleet.run("generate")
    #expect(run.status == 0 && run.outputText.contains("made/north: unchanged"), "\(run.errorText)")
    #expect(try !Self.isMadeAnew(fleet, "generate"), "the next run knows it again")
  }

  @Test func `A record cannot be brought from another kit`() throws {
    let fleet = try SmallFleet(["north,60", "south,60"])
    _ = try fleet.run("generate")
    Thread.sleep(forTimeInterval: 0.05)
    _ = try fleet.run("generate")
    let south = try fleet.folder.bytes("made/.syncshift/south.json")
    try fleet.folder.write(String(decoding: south, as: UTF8.self), to: Self.record)
    #expect(try Self.isMadeAnew(fleet, "generate"))
  }

  @Test func `Another value, base, template or strictness is noticed`() throws {
    let fleet = try Self.known()
    #expect(try Self.isMadeAnew(fleet, "generate", ["--templates", Self.templates(in: fleet)]))
    let base = try String(contentsOfFile: fleet.folder.path + "base.yaml", encoding: .utf8)
    try fleet.folder.write("# one line\n" + base, to: "base.yaml")
    #expect(try Self.isMadeAnew(fleet, "generate"))
    try fleet.write(["environment,connect.precedence.from", "north,61"])
    #expect(try fleet.run("plan").status == 2)
  }

  private static func templates(in fleet: SmallFleet) throws -> String {
    let folder = fleet.folder.path + "mine"
    try Program.run(["templates", "eject", folder, "Markdown/kit-readme.md"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `Check reads bytes, whatever is remembered`() throws {
    let fleet = try Self.known()
    #expect(try fleet.run("check").status == 0)
    _ = try Tool.run(
      "sh", ["-c", "printf x | dd of=README.md bs=1 seek=3 conv=notrunc status=none"], in: fleet.folder.path + "made/north")
    #expect(try fleet.run("check").status == 2)
  }

  @Test func `What is remembered stays out of version control and out of the kit`() throws {
    let fleet = try Self.known()
    #expect(try fleet.folder.bytes("made/.syncshift/.gitignore") == Array("*\n".utf8))
    #expect(try fleet.kits().values.allSatisfy { $0 != nil })
  }
}
