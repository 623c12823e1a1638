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

  @Test func `A kit that cannot be read keeps no other one from being packed`() throws {
    let folder = try TemporaryFolder()
    let kit = String(try ExampleKits.kit("contoso").folder.dropLast())
    let run = try Program.run([
      "bundle", folder.path + "missing", kit, folder.path + "gone", "--archive", "tar", "-o", folder.path,
    ])
    #expect(run.status == 74)
    #expect(["missing", "gone"].allSatisfy { run.errorText.contains("cannot open '\(folder.path)\($0)'") }, "\(run.errorText)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "contoso.tar"))
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

  @Test func aDomainsPartIsTheSameKitWithoutTheFilesOfOtherDomains() throws {
    let folder = try TemporaryFolder()
    let whole = try ExampleKits.kit("fabrikam")
    let domain = "EMEA.fabrikam.com"
    let run = try Program.run(["bundle", whole.folder, "--domain", domain, "-o", folder.path])
    #expect(run.status == 0, "\(run.errorText)")
    let bundle = folder.path + "fabrikam-emea.fabrikam.com.tar"
    #expect(try Tool.run("tar", ["xf", bundle, "-C", folder.path]).status == 0)
    let part = try GeneratedKit("fabrikam", in: folder.path)

    let others = ["fabrikam.com", "apac.fabrikam.com", "labs.fabrikam.net"]
    let left = Set(whole.paths).subtracting(part.paths)
    let expected = whole.paths.filter { path in
      let isWayBack = path.hasPrefix("rollback/") || path.contains("/90-rollback/")
      return !isWayBack && others.contains { path.contains("/\($0)/") || path.contains("-\($0).") }
    }
    #expect(left == Set(expected) && left.count > 50, "\(left.symmetricDifference(expected).sorted())")
    #expect(try part.text("manifest.json") == whole.text("manifest.json"), "it is the same kit")

    for path in [part.folder, bundle, folder.path + "fabrikam-emea.fabrikam.com.zip"] {
      #expect(try Program.run(["verify", path, "--domain", domain]).status == 0, "\(path)")
    }
    #expect(try Program.run(["verify", part.folder]).status == 2)
    #expect(try Program.run(["verify", part.folder, "--domain", "apac.fabrikam.com"]).status == 2)
    #expect(try Program.run(["verify", part.folder, "--domain", "nobody.example"]).status == 2)
    func script(_ options: String...) throws -> Program.Run { try Tool.run("bash", [part.folder + "verify.sh"] + options) }
    #expect(try script("--domain", domain).status == 0)
    #expect(try script().status == 1)
    #expect(try script("--domain", "apac.fabrikam.com").status == 1)
    #expect(try script("--domain", "nobody.example").status == 64)

    // What the part does hold may not be missing.
    let own = try #require(part.paths.first { $0.contains("/emea.fabrikam.com/") })
    try FileManager.default.removeItem(atPath: part.folder + own)
    let missing = try script("--domain", domain)
    #expect(missing.status == 1 && missing.outputText.contains("missing    \(own)"), "\(missing.outputText)")
    #expect(try Program.run(["verify", part.folder, "--domain", domain]).outputText.contains("missing    \(own)"))

    let unknown = try Program.run(["bundle", whole.folder, "--domain", "emea.fabrikam.con", "-o", folder.path])
    #expect(unknown.status == 64 && unknown.errorText.contains("did you mean 'emea.fabrikam.com'"), "\(unknown.errorText)")
  }

  @Test(.enabled(if: Tool.isInstalled("openssl"), "NOT CHECKED: openssl is missing"))
  func anEncryptedKeyIsOpenedByTheLineOfAFileAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try folder.write("correct horse\r\n", to: "right")
    try folder.write("battery staple\n", to: "wrong")
    let made = try Tool.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-passout", "pass:correct horse", "-subj", "/CN=signer", "-days", "2", "-keyout",
        "key.pem", "-out", "certificate.pem",
      ], in: folder.path)
    #expect(made.status == 0, "\(made.errorText)")
    let kit = try ExampleKits.kit("contoso").folder
    func bundle(_ output: String, _ options: [String]) throws -> Program.Run {
      try Program.run(
        ["bundle", kit, "-o", output, "--archive", "tar", "--key", "key.pem", "--certificate", "certificate.pem"] + options,
        in: folder.path)
    }
    let none = try bundle("none", [])
    #expect(none.status == 1 && none.errorText.contains("no pass phrase was given"), "\(none.errorText)")
    let wrong = try bundle("other", ["--passphrase-file", "wrong"])
    #expect(wrong.status == 1 && wrong.errorText.contains("does not open it"), "\(wrong.errorText)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "other/contoso.tar"))
    let right = try bundle("right-one", ["--passphrase-file", "right"])
    #expect(right.status == 0, "\(right.errorText)")
    let piped = try Tool.run(
      "bash",
      [
        "-c",
        "'\(Program.path)' bundle '\(kit)' -o piped --archive tar --key key.pem --certificate certificate.pem --passphrase-file /dev/fd/3 3<right",
      ], in: folder.path)
    #expect(piped.status == 0, "\(piped.errorText)")
    for output in ["right-one", "piped"] {
      let verified = try Program.run(
        [
          "verify", "\(output)/contoso.tar", "--signature", "\(output)/contoso.tar.p7s", "--certificate", "certificate.pem",
        ], in: folder.path)
      #expect(verified.status == 0, "\(verified.errorText)")
    }
  }
}
