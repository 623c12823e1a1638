import ArgumentParser
import Diagnostics
import JSON
import Output
import Signing

struct BundleCommand: TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Pack a kit into one file, to be carried across.",
    discussion: """
      The same kit gives the same bytes, whenever and wherever it is packed: tar for Linux, a stored zip for Windows. A kit that is not what its manifest says is \
      not packed. --domain packs what one domain's steps need: everything but the files that are of another domain alone. With a key and its certificate, each archive gets a detached CMS signature beside it, NAME.p7s. A file that is there already is not written over.
      """)

  @Argument(help: ArgumentHelp("Folders of kits.", valueName: "kits"), completion: .directory)
  private var runs: [PathRun]
  private var kits: [String] { runs.flatMap(\.paths) }

  @Option(name: .shortAndLong, help: "Folder to write into.", completion: .directory)
  var output = "."

  @Option(help: "tar, zip, or both.")
  var archive = Choice.both

  @Option(help: "Pack one domain's part, as NAME-DOMAIN. It keeps the manifest of the whole kit.")
  var domain: String?

  @Option(help: "File with the private key to sign with: PEM.", completion: .file())
  var key: String?

  @Option(
    help:
      "File whose first line opens an encrypted key; /dev/stdin and /dev/fd/N do as well. There is no option for the words themselves.",
    completion: .file())
  var passphraseFile: String?

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
    if passphraseFile != nil, key == nil { throw ValidationError("--passphrase-file goes with --key") }
  }

  func run() throws {
    let console = common.console
    var status = ExitStatus.done
    do {
      let signer = try Signer(key: key, passphraseFile: passphraseFile, certificate: certificate)
      for kit in kits {
        do {
          status = max(status, try pack(kit, signer, console))
        } catch let error as OutputFailure {
          // The others are packed all the same.
          console.report(error.diagnostics, texts: [])
          status = max(status, .fileSystem)
        }
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

  /// Packs one kit, or says why it is not packed.
  private func pack(_ kit: String, _ signer: Signer?, _ console: Console) throws -> ExitStatus {
    let verification = try FolderVerifier().verify(kit)
    guard verification.isSame else {
      console.result(VerificationReport(path: kit, verification: verification, isApproved: false).text(common.format))
      return .different
    }
    let contents = try KitContents.read(kit)
    let part = try domain.map { try Self.part(of: $0, in: contents, kit) }
    return try pack(part.map(contents.part) ?? contents, part, signer, console)
  }

  private static func part(of domain: String, in kit: KitContents, _ path: String) throws -> DomainPart {
    if let part = DomainPart(of: domain, in: kit.manifest.header) { return part }
    let names = kit.manifest.header.units.map(\.domain)
    throw ValidationError(
      "'\(path)' has no units in a domain \(MessageText.quote(domain)); "
        + "\(Suggestion.nearest(to: domain, among: names).map { "did you mean '\($0)'?" } ?? "its domains are \(names.joined(separator: ", "))")"
    )
  }

  private func pack(_ kit: KitContents, _ part: DomainPart?, _ signer: Signer?, _ console: Console) throws -> ExitStatus {
    for form in archive.forms {
      let name = Bundle.fileName(kit, form, part: part)
      if let problem = Bundle.problem(kit, form) {
        console.message("error: '\(name)' is not packed: \(problem)\n")
        return .inputRefused
      }
      let bytes = Bundle(kit, form).bytes
      // Somebody may have changed the kit since it was looked at.
      guard let packed = BundleVerifier(bytes)?.verify(domain: part?.domain), packed.isSame else {
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
      JSONValue.object([
        ("path", .text("\(output)/\(name)")), ("files", .number(kit.files.count)), ("signed", .boolean(signed)),
      ]).line + "\n"
    }
  }

  /// Key and certificate, read once.
  private struct Signer {
    private let key: [UInt8]
    private let passphrase: [UInt8]?
    private let certificate: [UInt8]

    init?(key: String?, passphraseFile: String?, certificate: String?) throws(OutputFailure) {
      guard let key, let certificate else { return nil }
      self.key = try FileAccess().read(key, atMost: BundleCommand.largestKeyFile)
      if let passphraseFile {
        let line = try FileAccess().read(passphraseFile, atMost: BundleCommand.largestKeyFile).prefix { $0 != UInt8(ascii: "\n") }
        passphrase = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      } else {
        passphrase = nil
      }
      self.certificate = try FileAccess().read(certificate, atMost: BundleCommand.largestKeyFile)
    }

    func sign(_ bytes: [UInt8]) throws(DetachedSignature.Problem) -> [UInt8] {
      try DetachedSignature.sign(bytes, key: key, passphrase: passphrase, certificate: certificate)
    }
  }
}
