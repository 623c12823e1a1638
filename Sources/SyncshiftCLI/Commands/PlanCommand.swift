import ArgumentParser
import Output

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what generate would change, without writing.",
    discussion: "Exit code 0 when nothing would change, 2 when something would.")

  @OptionGroup var options: EnvironmentOptions

  func run() throws {
    try EnvironmentRun(options: options) { ready, console in
      let comparison = KitComparison(ready.kit, with: try KitReader().read(ready.location, for: ready.kit))
      console.result(ComparisonReport(location: ready.location, comparison: comparison).text(options.common.format))
      return comparison.isSame ? .done : .different
    }
  }
}
