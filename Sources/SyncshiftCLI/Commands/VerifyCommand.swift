import ArgumentParser
import Diagnostics
import Output
import Signing

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Is a carried kit, or a bundle, exactly what was written?",
    discussion: """
      Names every file that is edited, missing or extra, or has another permission to be run, and every damaged byte of a bundle. The kit itself holds \
      verify.sh and verify.ps1, which say the same where there is no Syncshift. Exit code 0 when nothing differs, 2 when something does.
      """)

  @Argument(help: "Folder of a kit, or bundle.", completion: .file())
  var path: String

  @Option(help: "The approved SHA-256 of manifest.json, in hexadecimal.")
  var digest: String?

  @Option(help: "The path holds the part of this domain, as 'bundle --domain' packs it; files of other domains may be missing.")
  var domain: String?

  @Flag(help: "The .ps1 files may carry an Authenticode signature block, which is left out of their checksum.")
  var signed = false

  @Option(help: "File with the detached CMS signature of the bundle.", completion: .file())
  var signature: String?

  @Option(help: "File with the certificate, PEM, whose key has to have made the signature.", completion: .file())
  var certificate: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (signature == nil) != (certificate == nil) { throw ValidationError("--signature and --certificate go together") }
    if let digest, digest.utf8.count != 64 || !digest.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) {
      throw ValidationError("--digest takes 64 hexadecimal digits")
    }
  }

  func run() throws {
    let console = common.console
    let verification: KitVerification
    do {
      let approved = digest.map { String(decoding: $0.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self) }
      if let signature, let certificate { try verify(signature, certificate) }
      verification = try KitVerifier().verify(path, approved: approved, domain: domain, signed: signed)
    } catch let problem as DetachedSignature.Problem {
      console.message("error: \(path): \(problem.message)\n")
      throw ArgumentParser.ExitCode(ExitStatus.different.rawValue)
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      throw ArgumentParser.ExitCode(ExitStatus.fileSystem.rawValue)
    }
    console.result(
      VerificationReport(path: path, verification: verification, isApproved: digest != nil, domain: domain).text(common.format))
    if !verification.isSame { throw ArgumentParser.ExitCode(ExitStatus.different.rawValue) }
  }

  /// A key, certificate or signature file that is larger is something else.
  private static let largestSignatureFile = 1 << 20

  private func verify(_ signature: String, _ certificate: String) throws {
    try DetachedSignature.verify(
      try FileAccess().read(path, atMost: BundleVerifier.largest),
      signature: try FileAccess().read(signature, atMost: Self.largestSignatureFile),
      certificate: try FileAccess().read(certificate, atMost: Self.largestSignatureFile))
  }
}
