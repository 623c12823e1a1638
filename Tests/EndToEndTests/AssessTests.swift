import Foundation
import SampleEstates
import Testing

/// `assess` and `init` as users start them, with exports on the disk.
@Suite struct AssessTests {
  /// Contoso with an export beside it, in a folder of its own.
  private static func estate(_ export: SampleExport, _ changes: [(String, String)] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let yaml = SampleEstate.yaml(
      "contoso", replacing: [("      role: active\n", "      role: active\n      export: exports/sync01\n")] + changes)
    try folder.write(yaml, to: "contoso.yaml")
    try write(export, "exports/sync01", in: folder)
    return folder
  }

  private static func write(_ export: SampleExport, _ inner: String, in folder: TemporaryFolder) throws {
    for file in export.texts { try folder.write(file.text, to: "\(inner)/\(file.path)") }
  }

  private static func blocked() -> SampleExport {
    var export = SampleExport()
    export.noFlowClasses = []
    export.connectors[0].included = ["OU=Zürich,DC=contoso,DC=com"]
    return export
  }

  @Test func theExitCodeSaysHowBadItIs() throws {
    let fine = try Self.estate(SampleExport())
    #expect(try Program.run(["assess", "contoso.yaml"], in: fine.path).status == 2, "monitoring is a condition")
    let quiet = try Self.estate(SampleExport(), [("connect-health: yes", "connect-health: no")])
    #expect(try Program.run(["assess", "contoso.yaml"], in: quiet.path).status == 0)
    let bad = try Self.estate(Self.blocked())
    let run = try Program.run(["assess", "contoso.yaml"], in: bad.path)
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(run.outputText.contains("BLOCKER      cloud-no-flow-missing  exports/sync01/GlobalSettings/MV.xml:1\n"))
  }

  @Test(arguments: ["text", "json", "markdown", "html"])
  func aRedactedReportHasNoNames(format: String) throws {
    let folder = try Self.estate(Self.blocked())
    let arguments = ["assess", "contoso.yaml", "--format", format]
    let open = try Program.run(arguments, in: folder.path).outputText.lowercased()
    let redacted = try Program.run(arguments + ["--redact"], in: folder.path)
    #expect(redacted.status == 1)
    for name in ["contoso", "sync01"] {
      #expect(open.contains(name))
      #expect(!redacted.outputText.lowercased().contains(name) && !redacted.errorText.lowercased().contains(name))
    }
    #expect(redacted.outputText.contains("cloud-no-flow-missing") && redacted.outputText.contains("server-1"))
  }

  @Test func aDamagedExportIsReportedAndTheRestIsRead() throws {
    let folder = try Self.estate(Self.blocked())
    try folder.write("<synchronizationRule><id>", to: "exports/sync01/SynchronizationRules/cut.xml")
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 1)
    #expect(
      run.errorText.contains("exports/sync01/SynchronizationRules/cut.xml:1:") && run.errorText.contains("export-file-truncated"))
    #expect(run.outputText.contains("not everything could be read") && run.outputText.contains("cloud-no-flow-missing"))
    let generated = try Program.run(["generate", "contoso.yaml", "--output", "kits"], in: folder.path)
    #expect(generated.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "kits"))
  }

  @Test func aFolderThatIsNotThereIsAnErrorAtItsLine() throws {
    let folder = try Self.estate(SampleExport())
    try FileManager.default.removeItem(atPath: folder.path + "exports")
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 1 && run.errorText.contains("[export-folder]") && run.errorText.contains("--> contoso.yaml:"))
  }

  @Test func theKitIsTheSameFromWhereverItIsMade() throws {
    let folder = try Self.estate(Self.blocked())
    #expect(try Program.run(["generate", "contoso.yaml", "--output", "one"], in: folder.path).status == 1)
    #expect(
      try Program.run(["generate", "\(folder.path)contoso.yaml", "--output", "\(folder.path)two"], in: "/").status == 1)
    for file in ["manifest.json", "00-assess/readiness.md", "00-assess/readiness.json"] {
      let one = try Data(contentsOf: URL(filePath: "\(folder.path)one/contoso/\(file)"))
      #expect(one == (try Data(contentsOf: URL(filePath: "\(folder.path)two/contoso/\(file)"))), "\(file)")
    }
  }

  @Test func aStarterIsRefusedUntilItIsCompletedAndThenAgreesWithItsExport() throws {
    let folder = try TemporaryFolder()
    var staging = SampleExport()
    staging.server = "SYNC02"
    staging.set("Microsoft.Synchronize.StagingMode", "True")
    try Self.write(SampleExport(), "exports/sync01", in: folder)
    try Self.write(staging, "exports/sync02", in: folder)
    let made = try Program.run(
      ["init", "--from-export", "exports/sync01", "--from-export", "exports/sync02/"], in: folder.path)
    #expect(made.status == 0 && made.errors.isEmpty)
    try folder.write(made.outputText, to: "site.yaml")
    let refused = try Program.run(["assess", "site.yaml"], in: folder.path)
    #expect(
      refused.status == 1 && refused.errorText.contains("[impossible-id]") && refused.errorText.contains("[list-too-short]"))
    let completed = made.outputText
      .replacing("00000000-0000-0000-0000-000000000000", with: "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10")
      .replacing("units: []", with: "units: [\"OU=Pilot,DC=contoso,DC=com\"]")
    try folder.write(completed, to: "site.yaml")
    let run = try Program.run(["assess", "site.yaml"], in: folder.path)
    #expect(run.errors.isEmpty && run.status == 2, "questions are left, and nothing is contradicted")
    #expect(!run.outputText.contains("custom-rules-uncounted") && !run.outputText.contains("input-contradicts-export"))
  }
}
