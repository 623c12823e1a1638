/// One line of an input as it is shown below a message, with a mark below the part that is meant.
///
/// Tabs become four blanks, characters that act on a terminal U+FFFD. Of a long line the part around the mark is shown.
struct SourceExcerpt {
  /// Columns of a terminal for the line; what is cut off is shown as `…`.
  static let width = 120
  /// Columns shown in front of the mark when a line is cut.
  private static let lead = 40

  let line: String
  let mark: String

  /// - Parameters:
  ///   - scalars: the line without its line end.
  ///   - marked: counted from 0 and perhaps beyond the end of the line, where the end of something missing may be.
  init(_ scalars: some Sequence<Unicode.Scalar>, marked: Range<Int>) {
    let cells = scalars.map { scalar -> (text: String, width: Int) in
      switch scalar {
      case "\t": ("    ", 4)
      case let other where MessageText.isVisible(other): (String(Character(other)), ColumnWidth.of(other))
      default: ("\u{FFFD}", 1)
      }
    }
    let first = min(marked.lowerBound, cells.count)
    let last = min(max(marked.upperBound, first), cells.count)
    let shown = Self.window(cells.map(\.width), around: first)
    var line = shown.lowerBound > 0 ? "…" : ""
    for cell in cells[shown] { line += cell.text }
    if shown.upperBound < cells.count { line += "…" }
    let indent = (shown.lowerBound > 0 ? 1 : 0) + cells[shown.lowerBound..<first].reduce(0) { $0 + $1.width }
    let length = cells[first..<max(first, min(last, shown.upperBound))].reduce(0) { $0 + $1.width }
    self.line = line
    mark = String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, length))
  }

  /// The cells that fit into the width and contain the place.
  private static func window(_ widths: [Int], around place: Int) -> Range<Int> {
    guard widths.reduce(0, +) > width else { return 0..<widths.count }
    var start = place
    var before = 0
    while start > 0, before + widths[start - 1] <= lead {
      start -= 1
      before += widths[start]
    }
    var end = start
    var total = 0
    while end < widths.count, total + widths[end] <= width {
      total += widths[end]
      end += 1
    }
    return start..<end
  }
}
