import Foundation
import Testing

/// `syncshift explain` for each kind of name that it knows.
@Suite struct ExplainCommandTests {
  /// A name, how its title ends, and what has to be said about it.
  private static let names: [(String, String, [String])] = [
    ("duplicate-key", "(error)", ["why:"]),
    ("kit-edited", "(error)", ["why:", "--force"]),
    ("template-name", "(error)", ["why:"]),
    ("overlay-removal", "(error)", ["why:"]),
    ("custom-rules-filter", "(finding)", ["limit:", "waivable: yes", "sources: MS-"]),
    ("waves[].units", "(field)", ["Value:", "Default:", "Source:"]),
    ("rule-xml", "(kind of artifact)", ["what:"]),
    ("script", "(kind of artifact)", ["what:", "templates:"]),
    (
      "waves.pilot.rules.install.SYNC01", "(step)",
      ["why:", "who:", "where:", "needs:", "does:", "expected:", "go or stop:", "undo:", "sources:", "input:"]
    ),
    (
      "waves/01-pilot/50-scope/contoso.com/scope.json", "(file of the kit 'contoso')",
      ["kind:", "what:", "steps:", "contoso.yaml:"]
    ),
    ("lib/kit.sh", "(file of the kit 'contoso')", ["kind: script-library"]),
  ]

  @Test(arguments: names.indices) func everyKindOfNameIsExplained(index: Int) throws {
    let (name, title, parts) = Self.names[index]
    let run = try Program.run(["explain", name, "--input", Program.example("contoso")])
    #expect(run.status == 0, "\(run.errorText)")
    let first = run.outputText.prefix { $0 != "\n" }
    #expect(first.hasPrefix(name) && first.contains(title), "\(first)")
    for part in parts { #expect(run.outputText.contains(part), "\(part) in: \(run.outputText)") }
    let json = try Program.run(["explain", name, "--input", Program.example("contoso"), "--format", "json"])
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output)) }
  }

  @Test func aFileIsFoundByItsWholePathInAKitOfTheOutputFolderAndWithoutAny() throws {
    let kit = try ExampleKits.kit("contoso")
    let path = "waves/01-pilot/runbook.md"
    let output = String(kit.folder.dropLast("contoso/".count))
    for arguments in [
      [kit.folder + path], [path, "--output", output], [path, "--input", Program.example("contoso"), "--output", "/none"],
    ] {
      let run = try Program.run(["explain"] + arguments)
      #expect(
        run.status == 0 && run.outputText.hasPrefix("\(path) (file of the kit 'contoso')"), "\(arguments): \(run.errorText)")
    }
  }

  @Test func everyCodeThatTheReferenceListsIsExplained() throws {
    let page = try String(contentsOfFile: Program.package + "Docs/Reference/diagnostics.md", encoding: .utf8)
    let codes =
      page.matches(of: /(?m)^## ([a-z0-9-]+)$/).map { String($0.1) }
      + page.matches(of: /(?m)^\| ?`([a-z0-9-]+)`/).map { String($0.1) }
    #expect(codes.count > 50, "the page has another form than this test knows")
    let asked = codes.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)
    for code in asked {
      let run = try Program.run(["explain", code])
      #expect(run.status == 0 && run.outputText.contains("why:"), "\(code): \(run.errorText)")
    }
  }

  @Test func aNameThatNothingHasIsAnsweredWithTheNearestOne() throws {
    let run = try Program.run(["explain", "duplicate-kye"])
    #expect(run.status == 64 && run.errorText.contains("did you mean 'duplicate-key'") && run.errorText.contains("--input"))
  }
}
