import Diagnostics

/// What to say about a word that is not in a list.
enum Nearest {
  /// "did you mean 'cloud'?" when one is near, and the whole list otherwise.
  static func hint(for text: String, among names: [String]) -> String {
    if let near = name(for: text, among: names) { return "did you mean '\(near)'?" }
    return "write one of: \(names.joined(separator: ", "))"
  }

  /// The one nearest name, if it is near enough to be a slip of the hand.
  static func name(for text: String, among names: [String]) -> String? {
    let word = fold(text)
    guard word.count <= 64 else { return nil }
    let ranked = names.map { (name: $0, distance: distance(word, fold($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, min(3, word.count / 3)) ? best.name : nil
  }

  private static func fold(_ text: String) -> [UInt8] {
    text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
  }

  /// Levenshtein's distance with swapped neighbours counted once.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      for j in 0..<right.count {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[right.count]
  }
}
