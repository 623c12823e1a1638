import Foundation
import Testing

/// The commands in the README and the guides, run as they stand there, one page after the other in a folder of its own.
@Suite struct GuideTests {
  static let pages: [String] = {
    let folder = Program.package + "Docs/Guides"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Docs/Guides/\($0)" }
  }()

  /// What a fence may hold: `sh` is run here, `yaml` is read, PowerShell needs Windows, and `text` is what a program prints.
  static let languages = ["sh", "yaml", "powershell", "text"]

  /// These end with 2 when they find a difference or an open question, which is an answer and no failure.
  static let answering = ["assess", "check", "diff", "plan"]

  @Test(arguments: pages) func everyCommandOfAPageRuns(page: String) throws {
    let folder = try TemporaryFolder()
    let blocks = try Self.blocks(page)
    // A page that begins with init begins from nothing.
    if !blocks.contains(where: { $0.text.contains("syncshift init") }) { try prepare(folder) }
    try writeFleet(of: blocks, in: folder)
    _ = try Tool.run("bash", ["-euc", "mkdir -p bin && ln -sf \"$1\" bin/syncshift", "bash", Program.path], in: folder.path)
    var ran = 0
    for block in blocks {
      #expect(Self.languages.contains(block.language), "\(page): a fence says which language it holds, not '\(block.language)'")
      guard block.language == "sh" else { continue }
      for command in Self.commands(block.text) {
        // What builds the program is what runs these tests.
        if command.hasPrefix("make ") { continue }
        // On this page the tenant is filled in by hand.
        if page == "README.md", command.contains("generate") { try fillIn(folder) }
        let line = command.replacing("NUMBER", with: try digest(folder))
        let run = try Tool.run(
          "bash", ["-euc", line], in: folder.path,
          environment: ["PATH": "\(folder.path)bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"])
        let words = line.split(separator: " ")
        let mayAnswer = words.count > 1 && words[0] == "syncshift" && Self.answering.contains(String(words[1]))
        #expect(run.status == 0 || (mayAnswer && run.status == 2), "\(page): \(line): \(run.status) \(run.errorText)")
        ran += 1
      }
    }
    #expect(
      ran > 0 || ["Docs/Guides/run-a-kit.md", "Docs/Guides/roll-back.md"].contains(page), "\(page) has no command any more")
  }

  @Test(arguments: pages) func theYAMLOfAPageIsYAMLThatTheProgramReads(page: String) throws {
    let folder = try TemporaryFolder()
    for block in try Self.blocks(page) where block.language == "yaml" && !block.text.contains("extends:") {
      try folder.write(block.text, to: "fragment.yaml")
      let run = try Program.run(["generate", "fragment.yaml", "--output", "never", "--format", "json"], in: folder.path)
      let problems = try #require(try JSONSerialization.jsonObject(with: Data(run.errors)) as? [[String: Any]])
      let codes = problems.compactMap { $0["code"] as? String }
      // A fragment is not a whole file, and may stand deeper in one.
      let expected = ["missing-field", "unknown-field", "empty-file", "unknown-key"]
      #expect(codes.allSatisfy(expected.contains), "\(page): \(codes)\n\(block.text)")
    }
  }

  @Test(arguments: pages) func everyLinkOfAPageLeadsToAFile(page: String) throws {
    let text = try String(contentsOfFile: Program.package + page, encoding: .utf8)
    let folder = URL(filePath: Program.package + page).deletingLastPathComponent()
    for link in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/).map({ String($0.1) }) {
      #expect(
        FileManager.default.fileExists(atPath: folder.appending(path: link).path(percentEncoded: false)), "\(page): \(link)")
    }
  }

  /// The fenced blocks of a page, with the indentation of the fence taken off.
  private static func blocks(_ page: String) throws -> [(language: String, text: String)] {
    let lines = try String(contentsOfFile: Program.package + page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    var blocks: [(String, String)] = []
    var open: (language: String, indent: Int, lines: [Substring])?
    for line in lines {
      let indent = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(indent)
      if let block = open {
        if rest == "```" {
          blocks.append((block.language, block.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open?.lines.append(line.dropFirst(min(indent, block.indent)))
        }
      } else if rest.hasPrefix("```") {
        open = (String(rest.dropFirst(3)), indent, [])
      }
    }
    #expect(open == nil, "\(page): a fence is not closed")
    return blocks
  }

  /// One command a line; a backslash at the end goes on in the next one.
  private static func commands(_ text: String) -> [String] {
    text.replacing("\\\n", with: " ").split(separator: "\n").map(String.init).filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// What the pages take for granted: an input, what it was before, kits of both, and a key with its certificate.
  private func prepare(_ folder: TemporaryFolder) throws {
    let yaml = try String(contentsOfFile: Program.example("contoso"), encoding: .utf8)
    try folder.write(yaml, to: "my-estate.yaml")
    try folder.write(yaml.replacing("delete-threshold: 50", with: "delete-threshold: 500"), to: "before.yaml")
    try folder.write(yaml, to: "estates/contoso.yaml")
    try folder.write(yaml.replacing("environment: contoso", with: "environment: other"), to: "estates/other.yaml")
    try folder.write("four words of secret\n", to: "passphrase")
    let script = """
      mkdir -p bin && ln -sf "$1" bin/syncshift
      bin/syncshift generate before.yaml --output kits-before && bin/syncshift generate my-estate.yaml --output kits
      openssl req -x509 -newkey rsa:2048 -passout file:passphrase -subj /CN=signer -days 2 -keyout key.pem -out certificate.pem
      """
    let run = try Tool.run("bash", ["-euc", script, "bash", Program.path], in: folder.path)
    #expect(run.status == 0, "\(run.errorText)")
  }

  /// The fleet that a page shows, over the example as its base.
  private func writeFleet(of blocks: [(language: String, text: String)], in folder: TemporaryFolder) throws {
    for block in blocks {
      if block.text.hasPrefix("# fleet.yaml\n") {
        try folder.write(block.text, to: "fleet.yaml")
        try folder.write(try String(contentsOfFile: Program.example("contoso"), encoding: .utf8), to: "base.yaml")
      }
      if block.text.hasPrefix("environment,") { try folder.write(block.text, to: "stores.csv") }
    }
  }

  private func fillIn(_ folder: TemporaryFolder) throws {
    let text = String(decoding: try folder.bytes("my-estate.yaml"), as: UTF8.self)
    try folder.write(
      text.replacing("00000000-0000-0000-0000-000000000000", with: "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10"), to: "my-estate.yaml")
    _ = try? FileManager.default.removeItem(atPath: folder.path + "kits")
  }

  private func digest(_ folder: TemporaryFolder) throws -> String {
    let run = try Tool.run("sha256sum", [folder.path + "kits/contoso/manifest.json"])
    return String(run.outputText.prefix(64))
  }
}
