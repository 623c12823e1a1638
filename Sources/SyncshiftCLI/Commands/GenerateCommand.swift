import ArgumentParser
import Output

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write the kit of each environment, or bring it up to date.",
    discussion: """
      Unchanged files are not touched. A folder with files of somebody else, or a generated file that somebody edited, is refused with a list; \
      --force goes on, keeps what was there, and says so on the kit's first page until a run without it succeeds.
      """)

  @OptionGroup var options: EnvironmentOptions

  @Flag(help: "Go on over edited and foreign files. They are kept beside the new ones.")
  var force = false

  func run() async throws {
    try await EnvironmentRun(options: options) { ready, console in
      let report = try KitWriter().write(ready.kit, to: ready.location, force: force, marked: ready.forcedKit)
      console.report(report.messages, texts: [])
      console.result(GenerateReport(ready: ready, report: report).text(options.common.format))
      return .done
    }
  }
}
