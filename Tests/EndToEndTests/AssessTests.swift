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

  /// Contoso with the results of its inventory scripts in a run folder, and nothing counted by hand.
  private static func measured(_ sample: SampleInventory = SampleInventory(), in run: String = "contoso-run") throws
    -> TemporaryFolder
  {
    let folder = try TemporaryFolder()
    let yaml = SampleEstate.yaml(
      "contoso",
      replacing: [
        ("forests:\n", "inventory: \(run)\n\nforests:\n"),
        (
          "        counts:\n          users: 12000\n          inetorgpersons: 0\n          groups: 800\n          contacts: 40\n          computers: 0\n          largest-group: 4200\n",
          "        counts: { users: 11000 }\n"
        ),
      ])
    try folder.write(yaml, to: "contoso.yaml")
    for file in sample.texts { try folder.write(file.text, to: "contoso-run/evidence/\(file.path)") }
    try folder.write("domain,count\n", to: "contoso-run/evidence/attributes.csv")
    return folder
  }

  @Test(arguments: ["contoso-run", "contoso-run/evidence"])
  func anInventoryIsReadFromTheRunFolderAndFromItsEvidence(run: String) throws {
    let folder = try Self.measured(in: run)
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 2 && run.errors.isEmpty)
    #expect(run.outputText.contains(" 0 questions,"))
    let text = run.outputText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains("counted-more-than-stated contoso-run/evidence/contoso.com/inventory.json:7 The input states 11000 users"))
    #expect(
      text.contains(
        "contoso.com: 12000 users (11000 stated, 12000 measured at 2026-11-24T13:00:00Z in Connect Sync's scope) contoso.com: 0 inetorgpersons (measured at"
      ))
  }

  @Test(arguments: ["text", "json", "markdown", "html"])
  func everyReportTellsWhereANumberComesFromAndHidesNames(format: String) throws {
    var sample = SampleInventory()
    sample.domain = "tailspin.com"
    sample.containers = []
    let folder = try Self.measured()
    try folder.write(sample.domainText, to: "contoso-run/evidence/tailspin.com/inventory.json")
    let arguments = ["assess", "contoso.yaml", "--format", format]
    let open = try Program.run(arguments, in: folder.path)
    #expect(open.outputText.contains("measured at 2026-11-24T13:00:00Z") && open.errorText.contains("tailspin.com"))
    let redacted = try Program.run(arguments + ["--redact"], in: folder.path)
    for name in ["contoso", "tailspin"] {
      #expect(!redacted.outputText.lowercased().contains(name) && !redacted.errorText.lowercased().contains(name))
    }
  }

  @Test func aKitWithAnInventoryIsTheSameFromWhereverItIsMade() throws {
    let folder = try Self.measured()
    #expect(try Program.run(["generate", "contoso.yaml", "--output", "one"], in: folder.path).status == 0)
    #expect(
      try Program.run(["generate", "\(folder.path)contoso.yaml", "--output", "\(folder.path)two"], in: "/").status == 0)
    for file in ["manifest.json", "00-assess/readiness.md", "00-assess/readiness.json"] {
      let one = try Data(contentsOf: URL(filePath: "\(folder.path)one/contoso/\(file)"))
      #expect(one == (try Data(contentsOf: URL(filePath: "\(folder.path)two/contoso/\(file)"))), "\(file)")
    }
    let page = try String(contentsOfFile: "\(folder.path)one/contoso/00-assess/readiness.md", encoding: .utf8)
    #expect(
      page.contains(
        "| contoso.com | users | 12000 | 11000 stated, 12000 measured at 2026-11-24T13:00:00Z in Connect Sync's scope |"))
    // A new count is a new kit: what was measured is in its manifest.
    var other = SampleInventory()
    other.counts[0] = 12_001
    for file in other.texts { try folder.write(file.text, to: "contoso-run/evidence/\(file.path)") }
    #expect(try Program.run(["check", "contoso.yaml", "--output", "one"], in: folder.path).status == 2)
  }

  @Test func aDamagedResultIsReportedAndTheRestIsRead() throws {
    let folder = try Self.measured()
    try folder.write("{ \"format\": 1,", to: "contoso-run/evidence/attributes.json")
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 1 && run.errorText.contains("contoso-run/evidence/attributes.json:1:15"))
    #expect(run.errorText.contains("[inventory-file-truncated]") && run.outputText.contains("counted-more-than-stated"))
    #expect(try Program.run(["generate", "contoso.yaml", "--output", "kits"], in: folder.path).status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "kits"))
  }

  @Test(arguments: ["nothing", "contoso-run/evidence/contoso.com", "contoso.yaml"])
  func aFolderWithoutResultsIsAnErrorAtItsLine(run: String) throws {
    let folder = try Self.measured(in: run)
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 1 && run.errorText.contains("[inventory-folder]") && run.errorText.contains("--> contoso.yaml:"))
  }

  @Test func aDomainFolderThatIsNoFolderIsAnError() throws {
    let folder = try Self.measured()
    try FileManager.default.removeItem(atPath: folder.path + "contoso-run/evidence/contoso.com")
    try folder.write("no folder", to: "contoso-run/evidence/contoso.com")
    let run = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(run.status == 1 && run.errorText.contains("[inventory-folder]"))
  }
}
