/// What somebody may have meant: the name nearest to one that is not known.
package enum Suggestion {
  /// Longer names are not compared; they are no slip of the finger.
  private static let longest = 64

  /// The candidate that takes the fewest changes, where a change adds, drops or replaces a character or swaps two neighbours,
  /// and upper or lower case of A to Z is none. A third of the shorter name's characters may change, four at most. Of equally
  /// near candidates the first is taken.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = folded(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where !candidate.utf8.elementsEqual(name.utf8) {
      let other = folded(candidate)
      let limit = min(4, min(wanted.count, other.count) / 3)
      guard other.count <= longest, abs(other.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// "did you mean 'waves'?", for a hint; nil when nothing is near.
  package static func hint(for name: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: name, among: candidates).map { "did you mean \(MessageText.quote($0))?" }
  }

  /// "did you mean 'user'?" when one is near, and the whole list otherwise; for a word that has to come from a short list.
  package static func hintOrList(for name: String, among candidates: [String]) -> String {
    hint(for: name, among: candidates) ?? "write one of: \(candidates.joined(separator: ", "))"
  }

  private static func folded(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { ("A"..."Z").contains($0) ? $0.value + 32 : $0.value }
  }

  /// Optimal string alignment: the three last rows of the table are enough.
  private static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var earlier: [Int] = []
    var previous = Array(0...right.count)
    for (row, a) in left.enumerated() {
      var current = [row + 1]
      for (column, b) in right.enumerated() {
        var cost = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (a == b ? 0 : 1))
        if row > 0, column > 0, a == right[column - 1], left[row - 1] == b { cost = min(cost, earlier[column - 1] + 1) }
        current.append(cost)
      }
      (earlier, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
