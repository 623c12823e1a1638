import ArgumentParser
import Output

struct CheckCommand: AsyncParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Is what stands on the disk exactly what the input gives, and has nobody touched it?",
    discussion: """
      Makes every kit anew and reads every byte, whatever earlier runs remember. Exit code 0 when it is, 2 when it is not. With --only and --except, of \
      what is shown.
      """)

  @OptionGroup var options: EnvironmentOptions

  func run() async throws {
    let (format, options) = (options.common.format, options)
    let selection = options.fleet.selection
    try await EnvironmentRun(options: options, isLooking: true)({ made, console in
      let ready = made.ready
      let disk = try KitReader().read(ready.location, for: ready.kit)
      let comparison = selection.part(of: KitComparison(ready.kit, with: disk), [disk?.manifest, ready.kit.manifest])
      let report = ComparisonReport(location: ready.location, comparison: comparison)
      console.result(report.text(format))
      if !comparison.isSame { console.message(options.accepting(comparison, of: made)) }
      return .done(made.result(report.outcome, comparison.isSame ? .done : .different))
    })
  }
}
