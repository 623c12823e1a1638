import Foundation
import Testing

/// `syncshift bundle` as users run it.
@Suite struct BundleCommandTests {
  @Test func umaskTimeZoneLocalePathAndKeyOrderChangeNoByteOfABundle() throws {
    let folder = try TemporaryFolder()
    let other = folder.path + "reversed.yaml"
    let yaml = try String(contentsOfFile: Program.example("contoso"), encoding: .utf8)
    try KeyOrder.reversed(yaml).write(toFile: other, atomically: true, encoding: .utf8)
    let first = folder.path + "first/"
    let second = folder.path + "a second/deeper in/"
    let commands = [
      "umask 022; TZ=UTC LC_ALL=C '\(Program.path)' generate '\(Program.example("contoso"))' -o '\(first)' && "
        + "umask 022; TZ=UTC LC_ALL=C '\(Program.path)' bundle '\(first)contoso' -o '\(first)'",
      "umask 077; export TZ=Pacific/Kiritimati LC_ALL=C.UTF-8; '\(Program.path)' generate '\(other)' -o '\(second)' && "
        + "touch -d 2031-01-01 '\(second)contoso/README.md' && cd '\(second)' && '\(Program.path)' bundle contoso -o .",
    ]
    for command in commands {
      let run = try Tool.run("bash", ["-c", command])
      #expect(run.status == 0, "\(run.errorText)")
    }
    for name in ["contoso.tar", "contoso.zip"] {
      #expect(try Data(contentsOf: URL(filePath: first + name)) == Data(contentsOf: URL(filePath: second + name)), "\(name)")
    }
  }

  @Test func aKitThatWasTouchedIsNotPacked() throws {
    let folder = try TemporaryFolder()
    _ = try Tool.run("cp", ["-a", String(try ExampleKits.kit("contoso").folder.dropLast()), folder.path + "contoso"])
    try "more".write(toFile: folder.path + "contoso/note.txt", atomically: true, encoding: .utf8)
    let run = try Program.run(["bundle", folder.path + "contoso", "-o", folder.path + "out"])
    #expect(run.status == 2)
    #expect(run.outputText.contains("extra      note.txt"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "out"))
  }

  @Test(.enabled(if: Tool.isInstalled("openssl"), "NOT CHECKED: openssl is missing"), arguments: ["rsa:2048", "ec"])
  func opensslAndTheProgramAcceptTheSignatureAndNothingElse(kind: String) throws {
    let folder = try TemporaryFolder()
    func openssl(_ arguments: String...) throws -> Int32 { try Tool.run("openssl", arguments).status }
    func make(_ name: String) throws {
      let curve = kind == "ec" ? ["-pkeyopt", "ec_paramgen_curve:P-256"] : []
      #expect(
        try Tool.run(
          "openssl",
          ["req", "-x509", "-newkey", kind] + curve + [
            "-nodes", "-subj", "/CN=\(name)", "-days", "2", "-keyout", "\(folder.path)\(name).key", "-out",
            "\(folder.path)\(name).pem",
          ]
        ).status == 0)
    }
    try make("signer")
    try make("stranger")
    let kit = try ExampleKits.kit("contoso").folder
    let bundle = folder.path + "contoso.tar"
    #expect(
      try Program.run([
        "bundle", kit, "-o", folder.path, "--archive", "tar", "--key", folder.path + "signer.key", "--certificate",
        folder.path + "signer.pem",
      ]).status == 0)
    func accepted(by certificate: String) throws -> Int32 {
      try openssl(
        "cms", "-verify", "-binary", "-inform", "DER", "-in", bundle + ".p7s", "-content", bundle, "-CAfile",
        folder.path + certificate,
        "-purpose", "any", "-out", "/dev/null")
    }
    func verify(with certificate: String) throws -> Int32 {
      try Program.run(["verify", bundle, "--signature", bundle + ".p7s", "--certificate", folder.path + certificate]).status
    }
    #expect(try accepted(by: "signer.pem") == 0)
    #expect(try accepted(by: "stranger.pem") != 0)
    #expect(try verify(with: "signer.pem") == 0)
    #expect(try verify(with: "stranger.pem") == 2)
    #expect(
      try Program.run([
        "bundle", kit, "-o", folder.path + "x", "--key", folder.path + "stranger.key", "--certificate",
        folder.path + "signer.pem",
      ]).status == 1)
    var bytes = try Data(contentsOf: URL(filePath: bundle))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: bundle))
    #expect(try accepted(by: "signer.pem") != 0)
    #expect(try verify(with: "signer.pem") == 2)
  }
}
