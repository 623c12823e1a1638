import Testing

/// Paths reach each command as they were typed, however many there are and wherever they stand.
@Suite struct PathTests {
  private static let paths = ["a", "b c", "", "d'\u{301}", "e", "f", "-g", "h", "-", "i"]

  @Test(arguments: ["generate", "plan", "check", "assess", "bundle"]) func `Each path is named once, in order`(_ command: String)
    throws
  {
    let option = command == "bundle" ? ["--archive", "tar"] : ["--jobs", "2"]
    let folder = try TemporaryFolder()
    let arguments = [command] + Self.paths[..<3] + option + Self.paths[3..<6] + ["--"] + Self.paths[6...]
    let run = try Program.run(arguments, in: folder.path)
    #expect(run.status == 74)
    let named = run.errorText.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }.filter {
      $0.hasPrefix("error: ")
    }
    #expect(
      named.map { Array($0.utf8) }
        == Self.paths.map { Array("error: cannot open '\($0)': it does not exist [file-not-found]".utf8) })
  }

  @Test func `A command that takes no lists of paths shows what is too much as it was typed`() throws {
    let run = try Program.run(["diff", "a", "b", "c", "d"])
    #expect(run.status == 64)
    #expect(run.errorText.contains("2 unexpected arguments: 'c', 'd'"), "\(run.errorText)")
  }

  @Test func `An option before paths has its value, and they are read`() throws {
    let folder = try TemporaryFolder()
    let examples = ["contoso", "fabrikam"].map(Program.example)
    let run = try Program.run(["assess", "--only", "contoso"] + examples + ["--format", "json"], in: folder.path)
    let only = try Program.run(["assess", examples[0], "--format", "json"], in: folder.path)
    #expect(run.status == only.status && run.output == only.output && !only.output.isEmpty)
  }
}
