/// The single-quoted literals of a PowerShell script, as PowerShell reads them: comments and double-quoted texts are passed over.
enum PowerShellLiterals {
  /// PowerShell takes all of these for an apostrophe; a doubled one inside the quotes is one of itself.
  private static let single: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"]
  private static let double: Set<Unicode.Scalar> = ["\"", "\u{201C}", "\u{201D}", "\u{201E}"]

  static func all(in script: String) -> [String] {
    let text = Array(script.unicodeScalars)
    var literals: [String] = []
    var place = 0
    while place < text.count {
      switch text[place] {
      case "<" where follows(text, place, "#"):
        place = end(of: text, from: place + 2) { follows(text, $0 - 1, ">") && text[$0 - 1] == "#" }
      case "#": place = end(of: text, from: place) { text[$0] == "\n" }
      case let quote where double.contains(quote):
        place += 1
        while place < text.count, !double.contains(text[place]) { place += text[place] == "`" ? 2 : 1 }
        place += 1
      case let quote where single.contains(quote):
        var literal = String.UnicodeScalarView()
        place += 1
        while place < text.count {
          if single.contains(text[place]) {
            guard place + 1 < text.count, single.contains(text[place + 1]) else { break }
            place += 1
          }
          literal.append(text[place])
          place += 1
        }
        place += 1
        literals.append(String(literal))
      default: place += 1
      }
    }
    return literals
  }

  private static func follows(_ text: [Unicode.Scalar], _ place: Int, _ scalar: Unicode.Scalar) -> Bool {
    place + 1 < text.count && text[place + 1] == scalar
  }

  /// The place after the first one from `start` on where the condition holds.
  private static func end(of text: [Unicode.Scalar], from start: Int, where condition: (Int) -> Bool) -> Int {
    var place = start
    while place < text.count, !condition(place) { place += 1 }
    return place + 1
  }
}
