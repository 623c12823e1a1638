import ArgumentParser
import Output
import Review

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what generate would change, and what that means, without writing.",
    discussion: "Exit code 0 when nothing would change, 2 when something would.")

  @OptionGroup var options: EnvironmentOptions

  func run() async throws {
    try await EnvironmentRun(options: options) { ready, console in
      let comparison = KitComparison(ready.kit, with: try KitReader().read(ready.location, for: ready.kit))
      let meaning = comparison.isSame ? nil : KitSummaries.difference(from: ready.location, to: ready.kit)
      console.result(
        ComparisonReport(location: ready.location, comparison: comparison, meaning: meaning).text(options.common.format))
      if !comparison.isSame { console.message(options.accepting(comparison, of: ready)) }
      return comparison.isSame ? .done : .different
    }
  }
}
