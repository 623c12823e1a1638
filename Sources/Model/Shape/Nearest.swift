import Diagnostics

/// What to say about a word that is not in a list.
enum Nearest {
  /// "did you mean 'cloud'?" when one is near, and the whole list otherwise.
  static func hint(for text: String, among names: [String]) -> String {
    Suggestion.hint(for: text, among: names) ?? "write one of: \(names.joined(separator: ", "))"
  }
}
