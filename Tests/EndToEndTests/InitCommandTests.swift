import Foundation
import Testing

/// `syncshift init` for each situation: short, explained, refused as it is, and a kit once the tenant is filled in.
@Suite struct InitCommandTests {
  static let situations = ["single-domain", "several-domains", "several-forests"]
  private static let nobody = "00000000-0000-0000-0000-000000000000"
  private static let somebody = "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10"

  private func starter(_ situation: String) throws -> String {
    let run = try Program.run(["init", situation])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errorText)")
    return run.outputText
  }

  @Test(arguments: situations + ["overlay"])
  func aStarterIsShortAndMarksWhatHasToBeChecked(situation: String) throws {
    let lines = try starter(situation).split(separator: "\n")
    #expect(lines.count < 60)
    #expect(lines.count { $0.contains("# CHECK") } > 4)
    #expect(lines[0].hasPrefix("# "), "it begins with what it is for")
  }

  @Test(arguments: situations)
  func aStarterIsRefusedForTheTenantAloneAndThenBecomesAKit(situation: String) throws {
    let folder = try TemporaryFolder()
    let text = try starter(situation)
    try folder.write(text, to: "estate.yaml")
    let refused = try Program.run(["generate", "estate.yaml", "--output", "kits"], in: folder.path)
    #expect(refused.status == 1 && refused.errorText.contains("1 error"), "\(refused.errorText)")
    try folder.write(text.replacing(Self.nobody, with: Self.somebody), to: "estate.yaml")
    let run = try Program.run(["generate", "estate.yaml", "--output", "kits"], in: folder.path)
    #expect(!run.errorText.contains("error"), "\(run.errorText)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "kits/contoso/README.md"))
  }

  @Test func theOverlayStarterExtendsAStarter() throws {
    let folder = try TemporaryFolder()
    try folder.write(try starter("single-domain"), to: "base.yaml")
    try folder.write(try starter("overlay").replacing(Self.nobody, with: Self.somebody), to: "north.yaml")
    let run = try Program.run(["generate", "north.yaml", "--output", "kits"], in: folder.path)
    #expect(!run.errorText.contains("error"), "\(run.errorText)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "kits/north/waves/02-north/runbook.md"))
  }

  @Test func aSituationOrExportsAreNamedAndNotBoth() throws {
    for arguments in [["init"], ["init", "overlay", "--from-export", "x"], ["init", "no-such-situation"]] {
      #expect(try Program.run(arguments).status == 64, "\(arguments)")
    }
  }
}
