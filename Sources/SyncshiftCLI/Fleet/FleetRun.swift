import ArgumentParser
import Diagnostics
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

  /// Kits that share one round of the disk, at most, and the time in seconds that the first of them waits for others.
  private static let share = 32
  private static let patience = 0.25
  /// Environments that are begun and not yet told about, at most: each may hold three open files.
  private static let ahead = 128

  private struct Report: Sendable {
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
    let body = body
    let names = EnvironmentNames()
    var sources = EnvironmentSources(options.files, options.selection)
    var summary = FleetSummary()
    var progress = Progress(console)
    var leftOut = 0
    let interruption = Interruption.begin()
    await withTaskGroup(of: Event.self) { group in
      var begun = 0
      var running = 0
      var told = 0
      var early: [Int: Report] = [:]
      var due: [Report] = []
      /// Reports whose kits are just now put in their places, which waits for the disk; the others go on meanwhile.
      var inHand = 0
      var firstKit: Double?
      /// One of those that are due or in hand is in the way of the others, if that is asked for: nothing follows before it is known.
      var isHeld = false

      func begin() {
        while running < options.jobs, begun - told < Self.ahead, !isHeld, !summary.isStopped, !interruption.isWanted,
          let source = sources.take()
        {
          let index = begun
          begun += 1
          running += 1
          group.addTask {
            let own = console.keeping()
            return .finished(Report(index: index, step: await body(source, index, names, own), console: own))
          }
        }
      }
      func sort() {
        while !isHeld, !summary.isStopped, let next = early.removeValue(forKey: told + inHand + due.count) {
          due.append(next)
          if options.stopOnBlocked, next.step.isBlocked { isHeld = true }
        }
      }
      func publish() {
        let kits = due.count { $0.step.isWaiting }
        if kits == 0 { firstKit = nil } else if firstKit == nil { firstKit = Progress.now }
        guard inHand == 0, !due.isEmpty, !summary.isStopped else { return }
        let waited = Progress.now - (firstKit ?? Progress.now)
        guard kits == 0 || kits >= Self.share || running == 0 || isHeld || waited >= Self.patience else { return }
        let reports = due
        inHand = due.count
        due = []
        firstKit = nil
        group.addTask { .told(Array(zip(reports, Self.publish(reports.map(\.step))))) }
      }
      func tell(_ results: [(Report, EnvironmentResult?)]) {
        progress.clear()
        for (report, result) in results {
          report.console.release()
          guard let result else {
            leftOut += 1
            continue
          }
          summary.add(result)
          if options.stopOnBlocked, result.isInTheWay { summary.isStopped = true }
        }
        told += inHand
        inHand = 0
        isHeld = false
        progress.show(done: told - leftOut, of: sources.total - leftOut)
      }

      begin()
      while let event = await group.next() {
        switch event {
        case .finished(let report):
          running -= 1
          early[report.index] = report
        case .told(let results): tell(results)
        }
        sort()
        begin()
        publish()
      }
      for report in due + early.values { if case .write(let kit, _, _) = report.step { kit.discard() } }
    }
    progress.clear()
    return try finish(&summary, isInterrupted: interruption.isWanted, known: sources.total - leftOut)
  }

  private func finish(_ summary: inout FleetSummary, isInterrupted: Bool, known: Int) throws -> ExitStatus {
    summary.left = max(0, known - summary.results.count)
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
    guard isInterrupted else { return summary.status }
    console.message(
      "interrupted: \(summary.results.count) environments are done, each with its whole kit; the others are as they were. Run the same command again.\n"
    )
    return .interrupted
  }

  /// Puts the kits among these in their places. Returns how each environment went; nil for one that is left out.
  private static func publish(_ steps: [Step]) -> [EnvironmentResult?] {
    var kits: [PreparedKit] = []
    for case .write(let kit, _, _) in steps { kits.append(kit) }
    var reports = KitWriter().publish(kits)[...]
    return steps.map { step in
      switch step {
      case .leftOut: nil
      case .done(let result): result
      case .write(_, _, let finish): finish(reports.removeFirst())
      }
    }
  }
}

extension FleetRun.Step {
  var isWaiting: Bool { if case .write = self { true } else { false } }

  fileprivate var isBlocked: Bool {
    switch self {
    case .leftOut: false
    case .done(let result): result.isInTheWay
    case .write(_, let isBlocked, _): isBlocked
    }
  }
}

extension EnvironmentResult {
  var isInTheWay: Bool { state == .blocked || state == .refused || state == .failed }
}
