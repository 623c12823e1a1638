import Foundation
import Testing

/// `.ci/package`, on the program that was built beside the tests.
@Suite struct PackageTests {
  /// Where the archive lies, once for all tests.
  private static let made = Result {
    let folder = try TemporaryFolder.untilExit()
    let run = try Tool.run(
      "\(Program.package).ci/package", [Program.path, folder.path + "one"], environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    return (folder: folder, run: run)
  }

  private static func archive(in folder: String) throws -> String {
    folder + "/" + (try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".tar.gz") }))
  }

  @Test func theSameProgramGivesTheSamePackageWhereverAndWheneverItIsPacked() throws {
    let (folder, first) = try Self.made.get()
    #expect(first.status == 0, "\(first.errorText)")
    let elsewhere = folder.path + "program elsewhere"
    try FileManager.default.copyItem(atPath: Program.path, toPath: elsewhere)
    let second = try Tool.run(
      "bash", ["-c", "umask 077; exec '\(Program.package).ci/package' '\(elsewhere)' '\(folder.path)t w o'"],
      environment: ["SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"])
    #expect(second.status == 0, "\(second.errorText)")
    let one = try Data(contentsOf: URL(filePath: Self.archive(in: folder.path + "one")))
    #expect(one == (try Data(contentsOf: URL(filePath: Self.archive(in: folder.path + "t w o")))))
  }

  @Test func thePackedProgramRunsAndTheBillNamesEveryFile() throws {
    let (folder, first) = try Self.made.get()
    #expect(first.status == 0, "\(first.errorText)")
    let archive = try Self.archive(in: folder.path + "one")
    #expect(try Tool.run("tar", ["xzf", archive, "-C", folder.path]).status == 0)
    let root = folder.path + String(try #require(archive.split(separator: "/").last).dropLast(".tar.gz".count)) + "/"
    #expect(try Tool.run("sha256sum", ["-c", "--quiet", "SHA256SUMS"], in: root).status == 0)
    let libraries = URL(filePath: Program.path).deletingLastPathComponent().path(percentEncoded: false)
    let run = try Tool.run(root + "bin/syncshift", ["schema"], environment: ["LD_LIBRARY_PATH": libraries])
    #expect(run.status == 0 && run.outputText.contains("json-schema.org"), "\(run.errorText)")
    let bill = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: root + "sbom.spdx.json"))) as? [String: Any])
    let files = try #require(bill["files"] as? [[String: Any]]).compactMap { $0["fileName"] as? String }
    let listed = try Tool.run("find", [".", "-type", "f", "!", "-name", "SHA256SUMS", "!", "-name", "sbom.spdx.json"], in: root)
    #expect(files.sorted() == listed.outputText.split(separator: "\n").map(String.init).sorted())
    #expect((bill["packages"] as? [[String: Any]])?.count == 6)
  }

  @Test(.enabled(if: hasValidator, "NOT CHECKED: the Python package spdx-tools is missing"))
  func theBillOfMaterialsIsValidSPDX() throws {
    let (folder, first) = try Self.made.get()
    #expect(first.status == 0, "\(first.errorText)")
    let archive = try Self.archive(in: folder.path + "one")
    let unpack = try Tool.run(
      "tar", ["-xzf", archive, "-C", folder.path, "--strip-components=1", "--wildcards", "*/sbom.spdx.json"])
    #expect(unpack.status == 0, "\(unpack.errorText)")
    let script = """
      import sys
      from spdx_tools.spdx.parser.parse_anything import parse_file
      from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
      problems = validate_full_spdx_document(parse_file(sys.argv[1]))
      for problem in problems: print(problem.validation_message)
      sys.exit(1 if problems else 0)
      """
    let run = try Tool.run("python3", ["-c", script, folder.path + "sbom.spdx.json"])
    #expect(run.status == 0, "\(run.outputText)\(run.errorText)")
  }

  private static let hasValidator = (try? Tool.run("python3", ["-c", "import spdx_tools"]).status) == 0
}
