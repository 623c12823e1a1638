import Foundation
import Testing

/// A table of environments, by the program as users start it.
@Suite struct FleetCommandTests {
  @Test func `Each row becomes a kit, and a field says which cell replaced it`() throws {
    let fleet = try SmallFleet(["north,60", "south,"])
    let run = try fleet.run("generate")
    #expect(run.status == 0, "\(run.errorText)")
    #expect(try fleet.kits().keys.sorted() == ["north", "south"])
    let explained = try fleet.run("explain", "connect.precedence.from", "--input", "fleet.yaml", "--environment", "north")
    #expect(explained.status != 0, "explain takes its file by --input")
    let field = try Program.run(
      ["explain", "connect.precedence.from", "--input", "fleet.yaml", "--environment", "north"], in: fleet.folder.path)
    #expect(field.outputText.contains("connect.precedence.from: 50, from base.yaml:"))
    #expect(field.outputText.contains(", replaced by 60, from table.csv:2\n"), "\(field.outputText)")
  }

  @Test func `A row gives the same bytes as a file that says the same`() throws {
    let fleet = try SmallFleet(["north,60"])
    #expect(try fleet.run("generate").status == 0)
    try fleet.folder.write("extends: base.yaml\nenvironment: north\nconnect:\n  precedence:\n    from: 60\n", to: "north.yaml")
    let check = try Program.run(["check", "north.yaml", "--output", "made"], in: fleet.folder.path)
    #expect(check.status == 0, "\(check.outputText)")
  }

  @Test func `A change of one row is a change of one kit, and plan says which`() throws {
    let fleet = try SmallFleet(["north,60", "south,", "west,70"])
    #expect(try fleet.run("generate").status == 0)
    let before = try fleet.kits()
    try fleet.write(["environment,connect.precedence.from", "north,60", "south,65", "west,70"])
    let plan = try fleet.run("plan")
    #expect(plan.status == 2)
    #expect(plan.outputText.contains("made/north: the same") && plan.outputText.contains("made/west: the same"))
    #expect(plan.outputText.contains("made/south: ") && plan.outputText.contains("files differ"))
    #expect(try fleet.run("generate").status == 0)
    let after = try fleet.kits()
    #expect(after["north"] == before["north"] && after["west"] == before["west"] && after["south"] != before["south"])
  }

  @Test(arguments: [
    (["--except", "nort"], "no environment of the input fits 'nort'; did you mean 'north'?"),
    (["--only", "north", "--only", "soth"], "no environment of the input fits 'soth'; did you mean 'south'?"),
    (["--only", "north", "--except", "wave:pilto"], "no wave of the input fits 'pilto'; did you mean 'pilot'?"),
    (["--except", "domain:contso.com"], "no domain of the input fits 'contso.com'; did you mean 'contoso.com'?"),
    (["--only", "n*", "--except", "x*", "--except", "wave:y*"], "fits 'x*', and no wave of the input fits 'y*'"),
  ]) func `A choice that fits nothing is refused before anything is written, though others fit`(
    _ choice: [String], _ said: String
  )
    throws
  {
    let fleet = try SmallFleet(["north,60", "south,"])
    for command in ["generate", "plan", "check", "assess"] {
      let output = command == "assess" ? [] : ["--output", "made"]
      let run = try Program.run([command, "fleet.yaml"] + output + choice, in: fleet.folder.path)
      #expect(run.status == 64 && run.errorText.contains(said), "\(command): \(run.status) \(run.errorText)")
      #expect(!FileManager.default.fileExists(atPath: fleet.folder.path + "made"))
    }
    // One that cannot be read may be the one that was meant, and says what is wrong with it.
    try fleet.folder.write("environment: [", to: "broken.yaml")
    let broken = try Program.run(["plan", "broken.yaml", "fleet.yaml", "--only", "broken"], in: fleet.folder.path)
    #expect(broken.status == 1 && broken.errorText.contains("broken.yaml:1:"), "\(broken.status) \(broken.errorText)")
  }

  @Test func `Kits whose rows are gone are named, and left alone`() throws {
    let fleet = try SmallFleet(["north,60", "south,", "west,70"])
    #expect(try fleet.run("generate").status == 0)
    let before = try fleet.kits()
    try fleet.folder.write("no kit", to: "made/notes/README.md")
    // One row is gone, another one has a new name.
    try fleet.write(["environment,connect.precedence.from", "north,60", "coast,70"])
    let line =
      "left alone: made/south, made/west stand for no environment of fleet.yaml. If no other input has them and nobody needs these kits, remove their folders.\n"
    for command in ["plan", "generate", "check"] {
      let run = try fleet.run(command)
      #expect(run.errorText.hasSuffix(line), "\(command): \(run.errorText)")
    }
    let after = try fleet.kits()
    #expect(after["south"] == before["south"] && after["west"] == before["west"] && after["coast"] != nil)
    // A part of the fleet says nothing about the rest, and neither does a file beside it.
    #expect(try !fleet.run("plan", "--only", "north").errorText.contains("left alone"))
    #expect(try !Program.run(["plan", "base.yaml", "--output", "made"], in: fleet.folder.path).errorText.contains("left alone"))
    // What could not be read may be the kit's environment under another name.
    try fleet.write(["environment,connect.precedence.from", "north,abc"])
    #expect(try !fleet.run("plan").errorText.contains("left alone"))
  }

  @Test func `A row that is wrong stops none of the others, unless asked`() throws {
    let rows = ["north,60", "wrong,abc", "south,65"]
    let run = try SmallFleet(rows)
    let outcome = try run.run("generate", "--summary", "how.json")
    #expect(outcome.status == 1)
    #expect(try run.kits().keys.sorted() == ["north", "south"])
    #expect(outcome.errorText.contains("table.csv:3:7"), "\(outcome.errorText)")
    #expect(outcome.outputText.contains("3 environments: 2 warned, 1 refused"), "\(outcome.outputText)")
    for jobs in ["1", "3"] {
      let stopped = try SmallFleet(rows)
      let outcome = try stopped.run("generate", "--stop-on-blocked", "--jobs", jobs)
      #expect(outcome.status == 1)
      #expect(try stopped.kits().keys.sorted() == ["north"], "with \(jobs) jobs")
      #expect(try stopped.leftovers().isEmpty)
      #expect(outcome.outputText.contains("1 not begun"), "\(outcome.outputText)")
    }
  }

  @Test func `A table that cannot be read writes nothing, and shows where`() throws {
    let fleet = try SmallFleet(["north,60", "south,\"65"])
    let run = try fleet.run("generate")
    #expect(run.status == 1)
    #expect(run.errorText.contains("table.csv:3:7") && run.errorText.contains("never closed"), "\(run.errorText)")
    #expect(run.errorText.contains(" 3 | south,\"65\n   |       ^\n"), "\(run.errorText)")
    #expect(!FileManager.default.fileExists(atPath: fleet.folder.path + "made"))
  }

  @Test func `A column that no environment has is said once, and not for each row`() throws {
    let fleet = try SmallFleet(["north,60", "south,61"], header: "environment,connect.precedence.form")
    let run = try fleet.run("generate")
    #expect(run.status == 1)
    #expect(run.errorText.contains("table.csv:1:13") && run.errorText.contains("did you mean 'from'?"), "\(run.errorText)")
    #expect(run.errorText.hasSuffix("1 error\n"), "\(run.errorText)")
    let field = try Program.run(["explain", "tenant.name", "--input", "fleet.yaml"], in: fleet.folder.path)
    #expect(field.errorText == run.errorText, "explain says what is wrong too: \(field.outputText)")
  }

  @Test func `Two rows with one environment are one too many`() throws {
    let fleet = try SmallFleet(["north,60", "north,65"])
    let run = try fleet.run("generate")
    #expect(run.status == 1)
    #expect(run.errorText.contains("'north' is the environment of 'table.csv:2' too"), "\(run.errorText)")
  }

  // MARK: Choosing

  struct Choice: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let kits: [String]
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Choice(arguments: ["--only", "north"], kits: ["north"]),
    Choice(arguments: ["--only", "environment:s*"], kits: ["south", "southwest"]),
    Choice(arguments: ["--only", "s*", "--except", "*west"], kits: ["south"]),
    Choice(arguments: ["--except", "north"], kits: ["south", "southwest"]),
    Choice(arguments: ["--only", "wave:pilot"], kits: ["north", "south", "southwest"]),
    Choice(arguments: ["--only", "north", "--except", "n*"], kits: []),
    Choice(arguments: ["--only", "domain:contoso.com", "--only", "north"], kits: ["north"]),
    Choice(arguments: ["--except", "domain:*.com"], kits: []),
  ]) func `Terms choose environments, whose kits are whole`(_ choice: Choice) throws {
    let fleet = try SmallFleet(["north,60", "south,65", "southwest,70"])
    let run = try Program.run(["generate", "fleet.yaml", "--output", "made"] + choice.arguments, in: fleet.folder.path)
    #expect(run.status == (choice.kits.isEmpty ? 64 : 0), "\(run.errorText)")
    if choice.kits.isEmpty {
      #expect(run.errorText.contains("No environment is chosen by --only and --except"), "\(run.errorText)")
      #expect(!FileManager.default.fileExists(atPath: fleet.folder.path + "made"))
      return
    }
    let kits = try fleet.kits()
    #expect(kits.keys.sorted() == choice.kits && kits.values.allSatisfy { $0 != nil })
  }

  @Test(arguments: ["plan", "check", "assess"]) func `A choice that leaves nothing is no answer`(command: String) throws {
    let fleet = try SmallFleet(["north,60"])
    let run = try fleet.run(command, "--only", "north", "--except", "n*")
    #expect(run.status == 64 && run.errorText.contains("No environment is chosen"), "\(run.errorText)")
  }

  @Test(arguments: ["plan", "check"]) func `A kind of artifact that does not exist is refused`(command: String) throws {
    let fleet = try SmallFleet(["north,60"])
    #expect(try fleet.run("generate").status == 0)
    try fleet.write(["environment,connect.precedence.from", "north,61"])
    for option in ["--only", "--except"] {
      let run = try fleet.run(command, option, "artifact:rule-xlm")
      #expect(run.status == 64 && run.outputText.isEmpty, "\(run.outputText)")
      #expect(run.errorText.contains("'artifact:rule-xlm' fits no kind of artifact; the kinds are "), "\(run.errorText)")
      #expect(run.errorText.contains("rule-xml") && run.errorText.contains("wave-runbook"), "\(run.errorText)")
    }
    // A star that fits some of them is no slip.
    let rules = try fleet.run(command, "--only", "artifact:rule-*")
    #expect(rules.status == 2 && rules.outputText.contains(".xml"), "\(rules.outputText)")
  }

  @Test func `Plan and check show a part of what differs, and generate writes no part`() throws {
    let fleet = try SmallFleet(["north,60"])
    #expect(try fleet.run("generate").status == 0)
    try fleet.write(["environment,connect.precedence.from", "north,61"])
    for command in ["plan", "check"] {
      let rules = try fleet.run(command, "--only", "artifact:rule-xml")
      #expect(rules.status == 2)
      let shown = rules.outputText.split(separator: "\n").filter { $0.hasPrefix("  changed: ") }
      #expect(!shown.isEmpty && shown.allSatisfy { $0.hasSuffix(".xml") }, "\(rules.outputText)")
      let bodies = try fleet.run(command, "--only", "artifact:graph-body")
      #expect(bodies.status == 0, "\(bodies.outputText)")
    }
    #expect(try fleet.run("generate", "--only", "artifact:rule-xml").status == 64)
    #expect(try fleet.run("generate", "--only", "colour:red").status == 64)
  }

  // MARK: Summary

  @Test func `The summary counts how environments stand, as a page, as JSON and as a table`() throws {
    let fleet = try SmallFleet(
      ["north,no", "south,yes", "wrong,maybe"], header: "environment,connect.estate.matching-across-forests")
    let page = try fleet.run("generate", "--summary", "how.html")
    #expect(page.status == 1)
    let html = String(decoding: try fleet.folder.bytes("how.html"), as: UTF8.self)
    #expect(html.contains("<td>blocked</td>") && html.contains("<td>refused</td>") && html.contains("<td>warned</td>"))
    #expect(html.contains(">south</th>") && html.contains("matching-across-forests"))
    #expect(try fleet.run("assess", "--summary", "how.json").status == 1)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(fleet.folder.bytes("how.json"))) as? [String: Any])
    #expect((json["counts"] as? [String: Int])?["blocked"] == 1 && (json["environments"] as? [Any])?.count == 3)
    #expect(try fleet.run("plan", "--summary", "how.txt").status == 1)
    let table = String(decoding: try fleet.folder.bytes("how.txt"), as: UTF8.self)
    #expect(table.contains("south") && table.contains("table.csv:3"))
    #expect(try fleet.run("plan", "--summary", "how.pdf").status == 64)
  }

  @Test(arguments: ["1", "4"]) func `Assessments come in the order of the rows`(_ jobs: String) throws {
    let fleet = try SmallFleet((1...8).map { "site\($0),\(50 + $0)" })
    let run = try fleet.run("assess", "--jobs", jobs)
    let names = run.outputText.split(separator: "\n").filter { $0.hasPrefix("site") }.map { $0.prefix(5) }
    #expect(names == (1...8).map { "site\($0)" })
    #expect(try fleet.run("assess", "--format", "html").status == 64)
    #expect(try fleet.run("assess", "--format", "html", "--only", "site3").outputText.contains("<title>Assessment of site3"))
  }

  @Test func `Nothing is shown of the progress where nobody looks`() throws {
    let fleet = try SmallFleet((1...5).map { "site\($0),\(50 + $0)" })
    #expect(try fleet.run("generate").errorText.isEmpty)
  }
}
