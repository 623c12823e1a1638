import Foundation
import Testing

/// Every generated file is read back by a program that knows its language better than we do.
@Suite struct GeneratedFileTests {
  @Test func generatingTheExamplesGoesWell() throws {
    let run = try ExampleKits.run()
    #expect(run.status == 0, "\(run.errorText)")
    for name in ExampleKits.names { #expect(run.outputText.contains("\(name): written, ")) }
  }

  @Test(.enabled(if: Tool.isInstalled("bash"), "NOT CHECKED: bash is missing"), arguments: ExampleKits.names)
  func bashReadsEveryShellScript(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let scripts = kit.paths(ending: ".sh")
    #expect(scripts.count > 10)
    let run = try Tool.run(
      "bash", ["-c", "status=0; for file; do bash -n -- \"$file\" || status=1; done; exit $status", "bash"] + scripts,
      in: kit.folder)
    #expect(run.status == 0, "\(run.errorText)")
    for path in scripts where !path.hasPrefix("lib/") {
      #expect(try kit.text(path).hasPrefix("#!/usr/bin/env bash\n"), "\(path)")
      #expect(FileManager.default.isExecutableFile(atPath: kit.folder + path), "\(path) cannot be started")
    }
  }

  @Test(.enabled(if: Tool.isInstalled("shellcheck"), "NOT CHECKED: shellcheck is missing"), arguments: ExampleKits.names)
  func shellcheckHasNothingToSay(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let extra = [
      "avoid-nullary-conditions", "check-extra-masked-returns", "check-unassigned-uppercase", "deprecate-which",
      "quote-safe-variables", "require-double-brackets",
    ].joined(separator: ",")
    let run = try Tool.run("shellcheck", ["-S", "style", "-f", "gcc", "-o", extra] + kit.paths(ending: ".sh"), in: kit.folder)
    #expect(run.status == 0, "\(run.outputText)\(run.errorText)")
  }

  @Test(.enabled(if: Tool.isInstalled("jq"), "NOT CHECKED: jq is missing"), arguments: ExampleKits.names)
  func jqReadsEveryJSONFileAndEveryLibrary(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let run = try Tool.run("jq", ["-e", "type == \"object\" or type == \"array\""] + kit.paths(ending: ".json"), in: kit.folder)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(!run.outputText.contains("false"))
    for library in kit.paths(ending: ".jq") {
      let name = library.dropFirst("lib/".utf8.count).dropLast(".jq".utf8.count)
      let run = try Tool.run("jq", ["-n", "-L", "lib", "include \"\(name)\"; true"], in: kit.folder)
      #expect(run.status == 0, "\(library): \(run.errorText)")
    }
  }

  @Test(.enabled(if: Tool.isInstalled("xmllint"), "NOT CHECKED: xmllint is missing"), arguments: ExampleKits.names)
  func xmllintReadsEveryRule(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let rules = kit.paths(ending: ".xml")
    #expect(!rules.isEmpty)
    let run = try Tool.run("xmllint", ["--noout", "--nonet"] + rules.map { "./\($0)" }, in: kit.folder)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errorText)")
  }

  @Test(arguments: ExampleKits.names) func everyFileHasTheEncodingOfItsKind(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    for path in kit.paths {
      let bytes = try kit.bytes(path)
      let isPowerShell = path.hasSuffix(".ps1")
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) == isPowerShell, "\(path): byte order mark")
      let returns = bytes.count { $0 == 0x0D }
      // The registry editor and Windows' reviewers want CRLF too; its files are plain ASCII.
      #expect(isPowerShell || path.hasSuffix(".reg") ? returns == bytes.count { $0 == 0x0A } : returns == 0, "\(path): line ends")
      #expect(String(validating: bytes, as: UTF8.self) != nil, "\(path) is not UTF-8")
      #expect(
        FileManager.default.isExecutableFile(atPath: kit.folder + path) == (path.hasSuffix(".sh") && !path.hasPrefix("lib/")),
        "\(path)")
      #expect(path.utf8.count <= 120 && path.utf8.allSatisfy { $0 > 32 && $0 < 127 }, "\(path): not safe everywhere")
    }
    #expect(Set(kit.paths.map { $0.lowercased() }).count == kit.paths.count, "two paths differ in case only")
  }

  @Test(.enabled(if: Tool.isInstalled("sha256sum"), "NOT CHECKED: sha256sum is missing"), arguments: ExampleKits.names)
  func theChecksumsHoldAndLeaveNothingOut(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let run = try Tool.run("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], in: kit.folder)
    #expect(run.status == 0, "\(run.outputText)\(run.errorText)")
    let listed = try kit.text("SHA256SUMS").split(separator: "\n").map { String($0.dropFirst(66)) }
    #expect(listed.sorted() == kit.paths.filter { $0 != "SHA256SUMS" }.sorted())
  }

  @Test(arguments: ExampleKits.names) func theManifestListsEveryFileWithItsSizeAndMode(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    let files = try #require(try kit.json("manifest.json")["files"] as? [[String: Any]])
    #expect(files.compactMap { $0["path"] as? String } == kit.paths.filter { $0 != "SHA256SUMS" && $0 != "manifest.json" })
    for file in files {
      let path = try #require(file["path"] as? String)
      let size = try kit.bytes(path).count
      #expect(file["size"] as? Int == size, "\(path)")
      #expect(file["executable"] as? Bool == FileManager.default.isExecutableFile(atPath: kit.folder + path), "\(path)")
      #expect((file["keyPaths"] as? [String])?.isEmpty == false, "\(path) rests on no input")
    }
  }
}
