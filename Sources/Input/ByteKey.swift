/// A text as a key of a dictionary, told apart by its bytes. `String` would take `é` for `e` followed by U+0301.
package struct ByteKey: Hashable, Sendable {
  package let text: String

  package init(text: String) { self.text = text }

  package static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(text.utf8.count)
  }
}
