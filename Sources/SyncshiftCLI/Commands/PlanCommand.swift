import ArgumentParser
import Output
import Review

struct PlanCommand: AsyncParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what generate would change, and what that means, without writing.",
    discussion: "Exit code 0 when nothing would change, 2 when something would. With --only and --except, of what is shown.")

  @OptionGroup var options: EnvironmentOptions

  func run() async throws {
    let format = options.common.format
    var run = EnvironmentRun(options: options, isLooking: true)
    run.known = { location, environment, console in
      console.result(ComparisonReport(location: location, comparison: .same(environment.files)).text(format))
      return "the same"
    }
    let selection = options.fleet.selection
    try await run { made, console in
      let ready = made.ready
      let disk = try KitReader().read(ready.location, for: ready.kit)
      let comparison = selection.part(of: KitComparison(ready.kit, with: disk), [disk?.manifest, ready.kit.manifest])
      let meaning = comparison.isSame ? nil : KitSummaries.difference(from: ready.location, to: ready.kit)
      let report = ComparisonReport(location: ready.location, comparison: comparison, meaning: meaning)
      console.result(report.text(format))
      if !comparison.isSame { console.message(options.accepting(comparison, of: made)) }
      return .done(made.result(report.outcome, comparison.isSame ? .done : .different))
    }
  }
}
