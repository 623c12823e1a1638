import ArgumentParser
import ConnectExport
import Diagnostics
import Model
import Output

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Begin an environment file from the configuration exports of the Connect servers.",
    discussion: """
      Prints the file. What no export can say is marked CHECK; the tenant's identifier and the units have to be filled in before the file is accepted. \
      Put it beside the export folders, which it names by the paths given here.
      """)

  @Option(
    name: .customLong("from-export"),
    help: "Folder that Get-ADSyncServerConfiguration -Path wrote. Once for each Connect server.", completion: .directory)
  var exports: [String]

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if exports.isEmpty { throw ValidationError("name at least one folder with --from-export") }
  }

  func run() throws {
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
