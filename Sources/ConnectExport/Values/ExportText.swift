import Diagnostics
import Vocabulary

/// A text of an export, with the place of the element that holds it.
package struct ExportText: Sendable {
  /// As it stands in the file, after XML's own rules: references resolved, line ends as LF.
  package let raw: String
  /// Line of the element; the column stands behind its start tag.
  package let place: SourceRange

  package init(_ raw: String, at place: SourceRange) {
    self.raw = raw
    self.place = place
  }

  /// Without blanks and line ends around it.
  package var text: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" }
    let scalars = raw.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(scalars[first...last])
  }

  package var isEmpty: Bool { text.utf8.isEmpty }

  /// Whether the text is that word, A to Z taken without case.
  package func isWord(_ word: String) -> Bool { isSameName(text, word) }

  /// `True`, `true` and `1` are yes, `False`, `false` and `0` no; everything else nothing.
  package var bool: Bool? {
    if isWord("true") || isWord("1") { return true }
    return isWord("false") || isWord("0") ? false : nil
  }
}
