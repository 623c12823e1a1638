import Diagnostics

/// What somebody is told at the end of a run over several environments that did not do all of it: what is new, what is as it was, and what to do.
struct RunEnd {
  let results: [EnvironmentResult]
  /// Environments that were not begun.
  let left: Int
  let isInterrupted: Bool
  /// The command writes no kits.
  let isLooking: Bool
  /// Nil where it cannot be known which they are.
  let kitsOfNone: KitsOfNone?

  /// Names that are told; a summary file has them all.
  private static let mostNames = 10

  /// Lines, none when all was done.
  var text: String {
    var lines: [String] = []
    let notWritten = results.filter { $0.state == .refused || $0.state == .failed }
    if !isLooking, !notWritten.isEmpty, results.count > 1 || isInterrupted {
      lines.append(
        "not written: \(Self.list(notWritten.map(\.environment))). \(Self.asBefore) Mend what is said above, and run the same command again."
      )
    }
    if let text = kitsOfNone?.text { lines.append(text) }
    if isInterrupted { lines.append(interruption) }
    return lines.map { "\($0)\n" }.joined()
  }

  private static let asBefore = "Each has the kit that it had before, whole, or none."

  private var interruption: String {
    let done = "interrupted: \(results.count) of \(results.count + left) environments are done."
    if isLooking { return "\(done) Nothing was written. Run the same command again." }
    return left == 0
      ? done : "\(done) The others were not begun. \(Self.asBefore) Run the same command again; what is done is left as it is."
  }

  static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map(MessageText.visible).joined(separator: ", ")
    return names.count > mostNames ? "\(shown) and \(names.count - mostNames) more" : shown
  }
}
