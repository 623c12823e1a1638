import ArgumentParser
import Artifacts
import Diagnostics
import JSON
import Output
import TemplateEngine
import Templates

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "List, copy out and check the templates that kits are made of.",
    subcommands: [List.self, Eject.self, Check.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name every template.")

    @OptionGroup var common: CommonOptions

    func run() {
      let names = Templates.all.map(\.name)
      common.console.result(common.format == .text ? names.map { "\($0)\n" }.joined() : JSONValue.texts(names).line + "\n")
    }
  }

  struct Eject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy templates into a folder, to be changed there and used with --templates.",
      discussion: "Nothing that is there already is written over.")

    @Argument(help: "Folder to copy into.", completion: .directory)
    var folder: String

    @Argument(help: "Names of templates; all when none is given.")
    var names: [String] = []

    func validate() throws {
      let known = Templates.all.map(\.name)
      for name in names where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
        throw ValidationError(
          "there is no template '\(name)'\(Suggestion.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? "")")
      }
    }

    func run() throws {
      let wanted = Templates.all.filter { template in
        names.isEmpty || names.contains { $0.utf8.elementsEqual(template.name.utf8) }
      }
      do {
        try FileAccess().writeNew(wanted.map { (path: $0.name, bytes: Array($0.text.utf8)) }, to: folder)
      } catch {
        Console(format: .text).report(error.diagnostics, texts: [])
        throw ArgumentParser.ExitCode(ExitStatus.fileSystem.rawValue)
      }
      Console(format: .text).result(wanted.map { "\(folder)/\($0.name)\n" }.joined())
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compile the templates of a folder against what the kit gives them.")

    @Argument(help: "Folder with templates.", completion: .directory)
    var folder: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      do {
        _ = try TemplateOverrides.load(folder)
      } catch let error as TemplateErrors {
        common.console.report(error.diagnostics, texts: [])
        throw ArgumentParser.ExitCode(ExitStatus.inputRefused.rawValue)
      } catch let error as OutputFailure {
        common.console.report(error.diagnostics, texts: [])
        throw ArgumentParser.ExitCode(ExitStatus.fileSystem.rawValue)
      }
    }
  }
}
