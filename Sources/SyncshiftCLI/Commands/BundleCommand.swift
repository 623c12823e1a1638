import ArgumentParser
import Output
import Signing

struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Pack a kit into one file, to be carried across.",
    discussion: """
      The same kit gives the same bytes, whenever and wherever it is packed: tar for Linux, a stored zip for Windows. A kit that is not what its manifest says is \
      not packed. With a key and its certificate, each archive gets a detached CMS signature beside it, NAME.p7s. A file that is there already is not written over.
      """)

  @Argument(help: "Folders of kits.", completion: .directory)
  var kits: [String]

  @Option(name: .shortAndLong, help: "Folder to write into.", completion: .directory)
  var output = "."

  @Option(help: "tar, zip, or both.")
  var archive = Choice.both

  @Option(help: "File with the private key to sign with: PEM, not encrypted.", completion: .file())
  var key: String?

  @Option(help: "File with the certificate of the key: PEM.", completion: .file())
  var certificate: String?

  @OptionGroup var common: CommonOptions

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case tar
    case zip
    case both

    var forms: [BundleForm] {
      switch self {
      case .tar: [.tar]
      case .zip: [.zip]
      case .both: BundleForm.allCases
      }
    }
  }

  /// A key or certificate file that is larger is something else.
  private static let largestKeyFile = 1 << 20

  func validate() throws {
    if (key == nil) != (certificate == nil) { throw ValidationError("--key and --certificate go together") }
  }

  func run() throws {
    let console = common.console
    var status = ExitStatus.done
    do {
      let signer = try Signer(key: key, certificate: certificate)
      for kit in kits {
        let verification = try FolderVerifier().verify(kit)
        if !verification.isSame {
          console.result(VerificationReport(path: kit, verification: verification, isApproved: false).text(common.format))
          status = max(status, .different)
          continue
        }
        status = max(status, try pack(try KitContents.read(kit), signer, console))
      }
    } catch let error as OutputFailure {
      console.report(error.diagnostics, texts: [])
      status = .fileSystem
    } catch let problem as DetachedSignature.Problem {
      console.message("error: \(problem.message)\n")
      status = .inputRefused
    }
    if status != .done { throw ArgumentParser.ExitCode(status.rawValue) }
  }

  private func pack(_ kit: KitContents, _ signer: Signer?, _ console: Console) throws -> ExitStatus {
    for form in archive.forms {
      let name = Bundle.fileName(kit, form)
      if let problem = Bundle.problem(kit, form) {
        console.message("error: '\(name)' is not packed: \(problem)\n")
        return .inputRefused
      }
      let bytes = Bundle(kit, form).bytes
      // Somebody may have changed the kit since it was looked at.
      guard let packed = BundleVerifier(bytes)?.verify(), packed.isSame else {
        console.message("error: '\(name)' is not packed, because the kit was changed meanwhile\n")
        return .different
      }
      var files = [(path: name, bytes: bytes)]
      if let signer { files.append(("\(name).p7s", try signer.sign(bytes))) }
      try FileAccess().writeNew(files, to: output)
      console.result(report(name, kit, signed: signer != nil))
    }
    return .done
  }

  private func report(_ name: String, _ kit: KitContents, signed: Bool) -> String {
    switch common.format {
    case .text: "\(output)/\(name): written, \(kit.files.count) files\(signed ? ", signed" : "")\n"
    case .json:
      JSONLine.object([
        ("path", JSONLine.text("\(output)/\(name)")), ("files", String(kit.files.count)), ("signed", signed ? "true" : "false"),
      ]) + "\n"
    }
  }

  /// Key and certificate, read once.
  private struct Signer {
    private let key: [UInt8]
    private let certificate: [UInt8]

    init?(key: String?, certificate: String?) throws(OutputFailure) {
      guard let key, let certificate else { return nil }
      self.key = try FileAccess().read(key, atMost: BundleCommand.largestKeyFile)
      self.certificate = try FileAccess().read(certificate, atMost: BundleCommand.largestKeyFile)
    }

    func sign(_ bytes: [UInt8]) throws(DetachedSignature.Problem) -> [UInt8] {
      try DetachedSignature.sign(bytes, key: key, certificate: certificate)
    }
  }
}
