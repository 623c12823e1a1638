import Foundation
import Testing

/// A page of `Docs` that is made from the program's own lists, and what is committed of it.
struct CommittedPage {
  /// Relative to the package.
  let path: String
  let text: String

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Compares the page with the committed one. With `UPDATE_GOLDEN=1` in the environment it is written instead.
  func check() throws {
    let file = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    let committed = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard !committed.utf8.elementsEqual(text.utf8) else { return }
    let wanted = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(wanted, found).enumerated().first { !$0.element.0.utf8.elementsEqual($0.element.1.utf8) }?.offset
      ?? min(wanted.count, found.count)
    Issue.record(
      """
      \(path) is not what the program says today, from line \(line + 1) on.
        committed: \(line < found.count ? found[line] : "(nothing)")
        program:   \(line < wanted.count ? wanted[line] : "(nothing)")
      Accept it with: make golden
      """)
  }
}

/// A cell of a Markdown table.
func cell(_ text: String) -> String { text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
