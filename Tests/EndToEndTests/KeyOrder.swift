/// An environment file with its keys in another order. Only the layout of the examples is understood: two spaces a level, one key a line.
enum KeyOrder {
  /// Reverses the keys of every mapping that is written as a block; lists keep their order, which means something.
  static func reversed(_ yaml: String) -> String {
    // Everything down to `version` is remarks about the whole file.
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
      .filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    return (reverseMapping(lines) + [""]).joined(separator: "\n")
  }

  /// - Parameter lines: one mapping or list, with everything below it.
  private static func reverseMapping(_ lines: [String]) -> [String] {
    guard let first = lines.first else { return [] }
    let entries = entries(lines, indentation: indentation(first))
    if first.drop(while: { $0 == " " }).hasPrefix("-") { return entries.flatMap(reverseItem) }
    return entries.reversed().flatMap { [$0[0]] + reverseMapping(Array($0.dropFirst())) }
  }

  /// The item of a list: `- key: value` holds the first key of a mapping on the line of the dash.
  private static func reverseItem(_ lines: [String]) -> [String] {
    guard lines.count > 1, let dash = lines[0].firstIndex(of: "-") else { return lines }
    let indentation = indentation(lines[0])
    let mapping = [lines[0].replacingCharacters(at: dash, with: " ")] + lines.dropFirst()
    var reversed = reverseMapping(Array(mapping))
    let place = reversed[0].index(reversed[0].startIndex, offsetBy: indentation)
    reversed[0] = reversed[0].replacingCharacters(at: place, with: "-")
    return reversed
  }

  /// The lines of each entry at one indentation.
  private static func entries(_ lines: [String], indentation wanted: Int) -> [[String]] {
    lines.reduce(into: []) { entries, line in
      if indentation(line) == wanted { entries.append([line]) } else { entries[entries.count - 1].append(line) }
    }
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, with character: Character) -> String {
    self[..<index] + String(character) + self[self.index(after: index)...]
  }
}
