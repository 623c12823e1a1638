import Glibc

/// How far a run is: done of all, how many a second, and how long the rest will take. A line on a terminal that is written over; nothing anywhere else.
///
/// Written over with blanks, so that it holds no escape sequences, and never wider than the terminal: what is wrapped cannot be written over.
struct Progress {
  private let isShown: Bool
  private let start = Self.now
  /// Columns that the line on the screen takes.
  private var shown = 0

  init(_ console: Console) { isShown = console.format == .text && Console.isTerminal(STDERR_FILENO) }

  /// Seconds of a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Makes room for something else.
  mutating func clear() {
    guard shown > 0 else { return }
    Self.write("\r\(String(repeating: " ", count: shown))\r")
    shown = 0
  }

  /// Nothing once all are done: then the summary says it.
  mutating func show(done: Int, of total: Int) {
    clear()
    guard isShown, total > 1, done < total else { return }
    let text = Self.text(done: done, of: total, after: Self.now - start, columns: Self.columns)
    shown = text.utf8.count
    Self.write(text)
  }

  /// The longest form that leaves the last column free: a character there makes some terminals begin a line.
  static func text(done: Int, of total: Int, after seconds: Double, columns: Int) -> String {
    var forms = ["\(done) of \(total) environments", "\(done) of \(total)", "\(done * 100 / max(1, total)) %"]
    if done > 0, seconds > 0 {
      let rate = Double(done) / seconds
      let left = Int(Double(total - done) / rate + 0.5)
      let time = left >= 60 ? "\(left / 60) min \(left % 60) s left" : "\(left) s left"
      let speed = "\(rate >= 10 ? "\(Int(rate))" : "\(Double(Int(rate * 10)) / 10)") a second"
      forms = ["\(forms[0]), \(speed), \(time)", "\(forms[1]), \(speed), \(time)", "\(forms[1]), \(time)"] + forms[1...]
    }
    return forms.first { $0.utf8.count < columns } ?? ""
  }

  /// Of the terminal, now: it may be made narrower while the program runs.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
