/// A comparison for a comment on a pull request.
package enum MarkdownReport {
  /// The most bytes; GitHub refuses comments above 65,536 characters.
  static let limit = 60_000

  package static func text(_ comparison: Comparison) -> String {
    var out = "## What changes\n\n"
    let names = "From \(code(comparison.old)) to \(code(comparison.new)).\n\n"
    if comparison.isSame { return out + names + "Nothing differs.\n" }
    out += names
    if let difference = comparison.summary {
      if difference.changes.isEmpty { out += "The plan is the same; only the text of files differs.\n\n" }
      for risk in difference.risks {
        let lines = difference.changes.filter { $0.risk.utf8.elementsEqual(risk.utf8) }.map { change in
          "\(mark(change)) \(Printable.line(Array(change.text.utf8)))"
        }
        out += "### \(Comparison.heading(risk))\n\n" + fence(fitting(lines, out.utf8.count))
      }
    } else {
      out += "\(Comparison.noSummary)\n\n"
    }
    guard !comparison.files.isEmpty else { return out }
    out += "### Files\n\n"
    for (index, file) in comparison.files.enumerated() {
      let block = details(file)
      guard out.utf8.count + block.utf8.count <= limit else {
        return out + "\(comparison.files.count - index) more files differ; `syncshift diff` shows them all.\n"
      }
      out += block
    }
    return out
  }

  /// As many lines as there is room for, and how many there were.
  private static func fitting(_ lines: [String], _ used: Int) -> [String] {
    var left = limit - used - 200
    let shown = lines.prefix { line in
      left -= line.utf8.count + 1
      return left > 0
    }
    return Array(shown) + (shown.count < lines.count ? ["# \(lines.count - shown.count) more"] : [])
  }

  /// What GitHub colours a line by in a block of `diff`.
  private static func mark(_ change: SummaryChange) -> String {
    switch change.kind {
    case .added: "+"
    case .removed: "-"
    case .changed: "!"
    }
  }

  private static func details(_ file: FileDifference) -> String {
    let lines = file.lines.hunks.flatMap { hunk in
      [hunk.heading] + hunk.lines.map { "\($0.mark.rawValue)\(Printable.line($0.bytes))" }
    }
    let count = file.lines.hunks.isEmpty ? "" : " (+\(file.lines.added), -\(file.lines.removed))"
    return
      "<details><summary>\(file.kind.rawValue) <code>\(HTMLReport.escape(file.path))</code>\(count)</summary>\n\n\(fence(lines))</details>\n\n"
  }

  /// A fenced block that nothing inside can end.
  private static func fence(_ lines: [String]) -> String {
    if lines.isEmpty { return "" }
    let longest = lines.map(longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)diff\n\(lines.joined(separator: "\n"))\n\(fence)\n\n"
  }

  private static func code(_ text: String) -> String {
    let text = Printable.line(Array(text.utf8))
    let fence = String(repeating: "`", count: longestRun(text) + 1)
    return "\(fence) \(text) \(fence)"
  }

  /// How many backticks follow each other at most.
  private static func longestRun(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
