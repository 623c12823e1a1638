import ArgumentParser
import Output

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Is what stands on the disk exactly what the input gives, and has nobody touched it?",
    discussion: "Exit code 0 when it is, 2 when it is not.")

  @OptionGroup var options: EnvironmentOptions

  func run() async throws {
    try await EnvironmentRun(options: options) { ready, console in
      let comparison = KitComparison(ready.kit, with: try KitReader().read(ready.location, for: ready.kit))
      console.result(ComparisonReport(location: ready.location, comparison: comparison).text(options.common.format))
      if !comparison.isSame { console.message(options.accepting(comparison, of: ready)) }
      return comparison.isSame ? .done : .different
    }
  }
}
