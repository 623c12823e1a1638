import ArgumentParser
import Diagnostics
import Dispatch
import Input
import Output

/// Goes through the environments that a command line names, several at once, each by itself and gone from memory before another one is begun in its
/// place. What is said about them comes in their order, whatever the number of jobs.
///
/// Kits that are to be written are put in their places some at a time, and in order: their bytes have to be on the disk before that, and one round of
/// the disk serves them all.
struct FleetRun {
  let options: FleetOptions
  let console: Console
  /// Writes no kits.
  let isLooking: Bool
  /// Folder that holds one kit for each environment; nil where kits are not spoken of.
  var output: String?
  let body: Body

  /// What became of one environment.
  enum Step: Sendable {
    case done(EnvironmentResult)
    /// The command line leaves it out.
    case leftOut
    /// A kit waits to be put in its place; what is to be said about it then.
    case write(PreparedKit, isBlocked: Bool, @Sendable (Result<KitWriter.Report, OutputFailure>) -> EnvironmentResult)
  }

  typealias Body = @Sendable (EnvironmentSource, Int, EnvironmentNames, Console) async -> Step

  struct Report: Sendable {
    let index: Int
    let step: Step
    let console: Console
  }

  private enum Event: Sendable {
    case finished(Report)
    /// The kits among these are in their places. How each environment went; nil for one that is left out.
    case told([(Report, EnvironmentResult?)])
  }

  /// - Returns: how the run ends.
  func callAsFunction() async throws -> ExitStatus {
    let unmet = UnmetTerms(of: options.selection, in: options.files).problems
    if !unmet.isEmpty { throw ValidationError("--only and --except: \(unmet.joined(separator: ", and ")). Nothing was done.") }
    let body = body
    let names = EnvironmentNames()
    var sources = EnvironmentSources(options.files, options.selection)
    var summary = FleetSummary()
    var progress = Progress(console)
    var order = FleetOrder<Report>(jobs: options.jobs, stopsOnBlocked: options.stopOnBlocked)
    let interruption = Interruption.begin()
    await withTaskGroup(of: Event.self) { group in
      func begin() {
        while order.hasRoom, !interruption.isWanted, let source = sources.take() {
          let index = order.begin()
          group.addTask {
            let own = console.keeping()
            return .finished(Report(index: index, step: await body(source, index, names, own), console: own))
          }
        }
      }
      func tell(_ results: [(Report, EnvironmentResult?)]) {
        progress.clear()
        for (report, result) in results {
          report.console.release()
          if let result { summary.add(result) }
        }
        order.tell(results.map(\.1))
        progress.show(done: order.told, of: sources.total - order.leftOut)
      }
      begin()
      while let event = await group.next() {
        switch event {
        case .finished(let report): order.finish(report)
        case .told(let results): tell(results)
        }
        begin()
        while let reports = order.takeDue(at: Progress.now) {
          if reports.contains(where: \.isWaiting) {
            // The others go on meanwhile.
            group.addTask { await .told(Self.atTheDisk { Self.publish(reports) }) }
          } else {
            tell(Self.publish(reports))
            begin()
          }
        }
      }
      for report in order.remaining { if case .write(let kit, _, _) = report.step { kit.discard() } }
    }
    summary.isStopped = order.isStopped
    progress.clear()
    summary.left = max(0, sources.total - order.leftOut - summary.results.count)
    return try finish(summary, isInterrupted: interruption.isWanted, fleets: sources.fleets)
  }

  private func finish(_ summary: FleetSummary, isInterrupted: Bool, fleets: [String]) throws -> ExitStatus {
    // A slip in a name would read as "nothing is different" otherwise.
    if summary.results.isEmpty, !isInterrupted {
      throw ValidationError("No environment is chosen by --only and --except, so nothing was looked at.")
    }
    if console.format == .text, summary.results.count > 1 || summary.left > 0 { console.result(summary.text) }
    if let file = options.summary {
      do throws(OutputFailure) {
        try FileAccess().replace(file, with: try summary.bytes(FleetSummary.Form(fileName: file) ?? .text))
      } catch {
        console.report(error.diagnostics, texts: [])
        return .fileSystem
      }
    }
    // In JSON, the codes of the messages say as much about what failed.
    if console.format == .text || isInterrupted {
      console.message(
        RunEnd(
          results: summary.results, left: summary.left, isInterrupted: isInterrupted, isLooking: isLooking,
          kitsOfNone: isInterrupted ? nil : kitsOfNone(summary, fleets)
        ).text)
    }
    return isInterrupted ? .interrupted : summary.status
  }

  /// Nil unless every environment of a fleet was looked at and is known by its name.
  private func kitsOfNone(_ summary: FleetSummary, _ fleets: [String]) -> KitsOfNone? {
    guard let output, !fleets.isEmpty, options.only.isEmpty, options.except.isEmpty, summary.left == 0,
      summary.results.allSatisfy({ $0.state != .refused && $0.state != .failed })
    else { return nil }
    return KitsOfNone(in: output, besides: summary.results, of: fleets)
  }

  /// Tasks share as many threads as there are cores, and one that waits for the disk would keep an environment from its own. This is another thread.
  private static let disk = DispatchQueue(label: "disk")

  private static func atTheDisk<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { done in disk.async { done.resume(returning: body()) } }
  }

  /// Puts the kits among these in their places. Returns how each environment went; nil for one that is left out.
  private static func publish(_ reports: [Report]) -> [(Report, EnvironmentResult?)] {
    var kits: [PreparedKit] = []
    for case .write(let kit, _, _) in reports.map(\.step) { kits.append(kit) }
    var written = KitWriter().publish(kits)[...]
    return reports.map { report in
      switch report.step {
      case .leftOut: (report, nil)
      case .done(let result): (report, result)
      case .write(_, _, let finish): (report, finish(written.removeFirst()))
      }
    }
  }
}

extension FleetRun.Report: FinishedEnvironment {
  var isWaiting: Bool { if case .write = step { true } else { false } }

  var isInTheWay: Bool {
    switch step {
    case .leftOut: false
    case .done(let result): result.isInTheWay
    case .write(_, let isBlocked, _): isBlocked
    }
  }
}

extension EnvironmentResult {
  var isInTheWay: Bool { state == .blocked || state == .refused || state == .failed }
}
