import ArgumentParser
import ConnectExport
import Diagnostics
import Model
import Output
import Templates

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin an environment file: a short one for a situation, or one from the exports of the Connect servers.",
    discussion: """
      Prints the file. Lines with CHECK hold what nobody has said yet; the tenant's identifier has to be filled in before the file is accepted, and \
      the units too where they come from no example. SITUATION is single-domain, several-domains, several-forests, or overlay for an estate that has a base in \
      common with others. With --from-export, put the file beside the export folders, which it names by the paths given here.
      """)

  enum Situation: String, ExpressibleByArgument, CaseIterable {
    case singleDomain = "single-domain"
    case severalDomains = "several-domains"
    case severalForests = "several-forests"
    case overlay
  }

  @Argument(help: "The estate's situation.")
  var situation: Situation?

  @Option(
    name: .customLong("from-export"),
    help: "Folder that Get-ADSyncServerConfiguration -Path wrote. Once for each Connect server.", completion: .directory)
  var exports: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (situation == nil) == exports.isEmpty {
      throw ValidationError("name either a situation or export folders with --from-export")
    }
  }

  func run() throws {
    if let situation {
      common.console.result(Self.starter(situation))
    } else {
      try printStarterFromExports()
    }
  }

  /// The commented beginning of a file that is built into the program.
  static func starter(_ situation: Situation) -> String {
    let name = "Starters/\(situation.rawValue).yaml"
    guard let template = Templates.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      preconditionFailure("'\(name)' is not built in")
    }
    return template.text
  }

  private func printStarterFromExports() throws {
    let console = common.console
    var diagnostics = DiagnosticList()
    var sources: [StarterFile.Source] = []
    do throws(OutputFailure) {
      for path in exports {
        let folder = Self.withoutSlash(path)
        let files = try ExportFolders().files(in: folder)
        sources.append(StarterFile.Source(path: folder, export: ExportReader.read(files, folder: folder, into: &diagnostics)))
      }
    } catch {
      console.report(error.diagnostics, texts: [])
      throw ArgumentParser.ExitCode(ExitStatus.fileSystem.rawValue)
    }
    console.report(diagnostics.sorted, texts: [])
    // What is missing would look like what is not there, so nothing is written.
    if diagnostics.hasErrors { throw ArgumentParser.ExitCode(ExitStatus.inputRefused.rawValue) }
    console.result(StarterFile(sources).yaml)
  }

  private static func withoutSlash(_ path: String) -> String {
    path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
  }
}
