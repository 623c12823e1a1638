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
  ///   - bytes: the line without its line end.
  ///   - marked: unicode scalars counted from 0, perhaps beyond the end of the line, where the end of something missing may be.
  init(_ bytes: ArraySlice<UInt8>, marked: Range<Int>) {
    let nearby = Self.neighbourhood(of: marked.lowerBound, in: bytes)
    let cells = nearby.scalars.map { scalar -> (text: String, width: Int) in
      switch scalar {
      case "\t": ("    ", 4)
      case let other where MessageText.isVisible(other): (String(Character(other)), ColumnWidth.of(other))
      default: ("\u{FFFD}", 1)
      }
    }
    let first = min(marked.lowerBound - nearby.skipped, cells.count)
    let last = min(max(marked.upperBound - nearby.skipped, first), cells.count)
    let shown = Self.window(cells.map(\.width), around: first)
    let isCutBefore = nearby.skipped > 0 || shown.lowerBound > 0
    let isCutAfter = nearby.isCutAfter || shown.upperBound < cells.count
    let indent = (isCutBefore ? 1 : 0) + cells[shown.lowerBound..<first].reduce(0) { $0 + $1.width }
    let length = cells[first..<max(first, min(last, shown.upperBound))].reduce(0) { $0 + $1.width }
    line = (isCutBefore ? "…" : "") + cells[shown].map(\.text).joined() + (isCutAfter ? "…" : "")
    mark = String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, length))
  }

  /// The scalars that may be shown. A line may be the whole of a file of many megabytes; only these are decoded.
  private static func neighbourhood(
    of place: Int, in line: ArraySlice<UInt8>
  ) -> (skipped: Int, scalars: String.UnicodeScalarView, isCutAfter: Bool) {
    let reach = 2 * width
    var starts: [Int] = []  // of scalars, from `skipped` on
    var count = 0
    var offset = line.startIndex
    while offset < line.endIndex, count <= place + reach {
      if line[offset] & 0b1100_0000 != 0b1000_0000 {
        if count >= place - reach { starts.append(offset) }
        count += 1
      }
      offset += 1
    }
    let isCutAfter = count > place + reach
    let end = isCutAfter ? starts.removeLast() : line.endIndex
    let text = starts.first.map { String(decoding: line[$0..<end], as: UTF8.self) } ?? ""
    return (starts.isEmpty ? count : max(0, place - reach), text.unicodeScalars, isCutAfter)
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
