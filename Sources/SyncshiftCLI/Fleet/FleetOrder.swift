/// What the order of a run has to know of an environment that is finished.
protocol FinishedEnvironment {
  /// Its place in the order.
  var index: Int { get }
  /// Its kit waits to be put in its place.
  var isWaiting: Bool { get }
  /// It stops the run if one that is blocked or refused does.
  var isInTheWay: Bool { get }
}

/// The turns of a run: how many environments may be begun, in which order they are told about, and when kits that wait are put in their places.
///
/// Environments are finished in any order. They are told about in that in which they were begun, some at a time, and one round of the disk
/// serves all kits among them.
struct FleetOrder<Report: FinishedEnvironment> {
  /// Kits that share one round of the disk, at most, and the time in seconds that the first of them waits for others.
  static var share: Int { 64 }
  static var patience: Double { 1 }
  /// Environments that are begun and not yet told about, at most: each may hold three open files.
  static var ahead: Int { 128 }

  private let jobs: Int
  private let stopsOnBlocked: Bool

  private var begun = 0
  private var running = 0
  private var settled = 0
  /// Environments that were told about but for those that the command line leaves out.
  var told: Int { settled - leftOut }
  private(set) var leftOut = 0
  /// Nothing is begun or told any more, because one environment is in the way of the others.
  private(set) var isStopped = false

  /// Finished before others that were begun earlier.
  private var early: [Int: Report] = [:]
  /// Next to be told about.
  private var due: [Report] = []
  /// Taken, and not yet told about.
  private var inHand = 0
  /// Since when a kit is due.
  private var firstKit: Double?
  /// One of those that are due or in hand may stop the run: nothing follows before it is known.
  private var isHeld = false

  init(jobs: Int, stopsOnBlocked: Bool) {
    self.jobs = jobs
    self.stopsOnBlocked = stopsOnBlocked
  }

  /// Another environment may be begun.
  var hasRoom: Bool { running < jobs && begun - settled < Self.ahead && !isHeld && !isStopped }

  /// What was finished and is never told, because the run was stopped.
  var remaining: [Report] { due + early.values }

  /// - Returns: the place of the environment in the order.
  mutating func begin() -> Int {
    begun += 1
    running += 1
    return begun - 1
  }

  mutating func finish(_ report: Report) {
    running -= 1
    early[report.index] = report
    sort()
  }

  /// - Parameters:
  ///   - now: seconds of a clock that only goes forward.
  /// - Returns: those whose turn it is, to be put in their places and told about; nil while others are, or while more kits may come.
  mutating func takeDue(at now: Double) -> [Report]? {
    let kits = due.count { $0.isWaiting }
    if kits == 0 { firstKit = nil } else if firstKit == nil { firstKit = now }
    guard inHand == 0, !due.isEmpty, !isStopped else { return nil }
    let waited = now - (firstKit ?? now)
    guard kits == 0 || kits >= Self.share || running == 0 || isHeld || waited >= Self.patience else { return nil }
    defer { due = [] }
    inHand = due.count
    firstKit = nil
    return due
  }

  /// - Parameter results: of those that were taken; nil for one that is left out.
  mutating func tell(_ results: [EnvironmentResult?]) {
    settled += inHand
    inHand = 0
    isHeld = false
    leftOut += results.count { $0 == nil }
    if stopsOnBlocked, results.contains(where: { $0?.isInTheWay == true }) { isStopped = true }
    sort()
  }

  private mutating func sort() {
    while !isHeld, !isStopped, let next = early.removeValue(forKey: settled + inHand + due.count) {
      due.append(next)
      if stopsOnBlocked, next.isInTheWay { isHeld = true }
    }
  }
}
