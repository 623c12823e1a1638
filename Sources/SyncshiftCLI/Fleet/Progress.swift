import Glibc

/// How far a run is: done of all, how many a second, and how long the rest will take. A line on a terminal that is written over; nothing anywhere else.
struct Progress {
  private let isShown: Bool
  private let start = Self.now
  private var last = -1.0
  private var isOnScreen = false

  init(_ console: Console) { isShown = console.format == .text && isatty(STDERR_FILENO) == 1 }

  /// Seconds of a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    Self.write("\r\u{1B}[K")
  }

  /// At most ten times a second.
  mutating func show(done: Int, of total: Int) {
    guard isShown, total > 1, done < total else { return }
    let now = Self.now
    guard now - last >= 0.1 else { return }
    last = now
    isOnScreen = true
    Self.write("\r\u{1B}[K\(Self.text(done: done, of: total, after: now - start))")
  }

  static func text(done: Int, of total: Int, after seconds: Double) -> String {
    guard done > 0, seconds > 0 else { return "\(done) of \(total) environments" }
    let rate = Double(done) / seconds
    let left = Int(Double(total - done) / rate + 0.5)
    let time = left >= 60 ? "\(left / 60) min \(left % 60) s" : "\(left) s"
    let shown = rate >= 10 ? "\(Int(rate))" : "\(Double(Int(rate * 10)) / 10)"
    return "\(done) of \(total) environments, \(shown) a second, \(time) left"
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
