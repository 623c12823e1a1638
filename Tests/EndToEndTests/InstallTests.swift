import Foundation
import Testing

/// `.ci/install`, which `make install` runs, into a folder that nothing else uses.
@Suite struct InstallTests {
  @Test func programManualAndCompletionsComeToTheirPlaces() throws {
    let folder = try TemporaryFolder()
    let prefix = folder.path + "usr local"
    let run = try Tool.run("\(Program.package).ci/install", [Program.path, prefix])
    #expect(run.status == 0, "\(run.errorText)")
    func text(_ path: String) throws -> String { try String(contentsOfFile: "\(prefix)/\(path)", encoding: .utf8) }

    let libraries = URL(filePath: Program.path).deletingLastPathComponent().path(percentEncoded: false)
    let version = try Tool.run(prefix + "/bin/syncshift", ["--version"], environment: ["LD_LIBRARY_PATH": libraries])
    #expect(version.status == 0 && !version.output.isEmpty, "\(version.errorText)")

    let commands = try Program.run(["--help"]).outputText.matches(of: #/(?m)^  ([a-z]+)  /#).map { String($0.1) }
    #expect(commands.count > 8)
    let manual = try text("share/man/man1/syncshift.1")
    #expect(manual.hasPrefix(".TH SYNCSHIFT 1"))
    for command in commands { #expect(manual.contains(".SS \(command)\n"), "\(command) is not in the manual page") }
    let completions = [
      "bash-completion/completions/syncshift", "zsh/site-functions/_syncshift", "fish/vendor_completions.d/syncshift.fish",
    ]
    for completion in completions {
      let script = try text("share/\(completion)")
      for command in commands { #expect(script.contains(command), "\(completion) does not know \(command)") }
    }
    #expect(try Tool.run("bash", ["-n", prefix + "/share/bash-completion/completions/syncshift"]).status == 0)
  }

  @Test(.enabled(if: Tool.isInstalled("mandoc") || Tool.isInstalled("groff"), "NOT CHECKED: mandoc and groff are missing"))
  func theManualPageIsOne() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Tool.run("\(Program.package).ci/manual", [Program.path]).outputText, to: "syncshift.1")
    let (tool, options) = Tool.isInstalled("mandoc") ? ("mandoc", ["-T", "lint", "-W", "error"]) : ("groff", ["-man", "-z"])
    let run = try Tool.run(tool, options + [folder.path + "syncshift.1"])
    #expect(run.status == 0, "\(run.outputText)\(run.errorText)")
  }
}
