import Foundation
import Testing

/// How many environments are worked on at once must not show in anything.
@Suite struct JobsTests {
  /// Good files, one with an error, one that is not there, two with one environment, and one that has blockers.
  private static func fleet(in folder: TemporaryFolder) throws -> [String] {
    let text = try String(contentsOfFile: Program.example("contoso"), encoding: .utf8)
    func environment(_ name: String) -> String {
      text.replacingOccurrences(of: "environment: contoso", with: "environment: \(name)")
    }
    var files: [String] = []
    for number in 1...6 {
      try folder.write(environment("site\(number)"), to: "site\(number).yaml")
      files.append("site\(number).yaml")
    }
    try folder.write(environment("wrong").replacingOccurrences(of: "goal: full", with: "goal: some"), to: "wrong.yaml")
    try folder.write(environment("site2").replacingOccurrences(of: "OU=Staff,DC", with: "OU=Other,DC"), to: "twice.yaml")
    try folder.write(
      environment("blocked").replacingOccurrences(of: "matching-across-forests: no", with: "matching-across-forests: yes"),
      to: "blocked.yaml")
    return ["wrong.yaml", files[0], files[1], "twice.yaml", "missing.yaml", "blocked.yaml"] + files[2...]
  }

  private struct Outcome: Equatable {
    let status: Int32
    let output: String
    let errors: String
    let files: [String: Data]
  }

  private static func outcome(of command: String, jobs: Int, _ format: String = "text") throws -> Outcome {
    let folder = try TemporaryFolder()
    let files = try fleet(in: folder)
    let arguments = [command] + files + ["--output", "made", "--jobs", "\(jobs)", "--format", format]
    let run = try Program.run(arguments, in: folder.path)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "made")
    // What runs remember says when the files were written.
    let kept = names.filter { !$0.hasPrefix(".syncshift/") }
    let written = kept.compactMap { name in FileManager.default.contents(atPath: "\(folder.path)made/\(name)").map { (name, $0) }
    }
    return Outcome(
      status: run.status, output: run.outputText, errors: run.errorText, files: Dictionary(uniqueKeysWithValues: written))
  }

  @Test(arguments: ["text", "json"]) func `One job and several write and say the same`(_ format: String) throws {
    let one = try Self.outcome(of: "generate", jobs: 1, format)
    #expect(one.status == 74)
    #expect(one.files.keys.filter { $0.hasSuffix("/manifest.json") }.count == 7)
    for jobs in [2, 3, 16] {
      let several = try Self.outcome(of: "generate", jobs: jobs, format)
      #expect(several.status == one.status)
      #expect(several.output == one.output)
      #expect(several.errors == one.errors)
      #expect(several.files == one.files, "with \(jobs) jobs")
    }
  }

  @Test func `The later of two files with one environment is refused, and before it is written`() throws {
    let outcome = try Self.outcome(of: "generate", jobs: 4)
    #expect(outcome.errors.contains("'site2' is the environment of 'site2.yaml' too"))
    let script = outcome.files.first { $0.key.hasPrefix("site2/waves/02-staff/") && $0.key.hasSuffix("/scope.json") }?.value
    #expect(script.map { String(decoding: $0, as: UTF8.self).contains("OU=Staff,DC") } == true)
  }

  @Test(arguments: ["0", "-1", "many"]) func `A number of jobs is a whole number from 1`(_ jobs: String) throws {
    let run = try Program.run(["generate", Program.example("contoso"), "--output", "/nonexistent/x", "--jobs=\(jobs)"])
    #expect(run.status == 64)
  }
}
