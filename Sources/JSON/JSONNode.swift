/// One value of a JSON text with the place where it stands.
package struct JSONNode: Sendable {
  package let content: Content
  /// From the value's first byte to behind its last one, counted from the beginning of the text.
  package let bytes: Range<Int>

  package enum Content: Sendable {
    case object([Member])
    case array([JSONNode])
    case text(String)
    /// Nil for a number that is not whole or does not fit into 64 bits.
    case number(Int?)
    case boolean(Bool)
    case null
  }

  /// A key of an object with its value; each key is there once.
  package struct Member: Sendable {
    package let key: String
    /// With its quotes.
    package let keyBytes: Range<Int>
    package let value: JSONNode
  }

  /// The member of an object, by the bytes of its key; nil when there is none, or the value is no object.
  package subscript(key: String) -> Member? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }
  }

  /// - Precondition: every number is whole and fits.
  var value: JSONValue {
    switch content {
    case .object(let members): .object(members.map { ($0.key, $0.value.value) })
    case .array(let elements): .array(elements.map(\.value))
    case .text(let text): .text(text)
    case .number(let number): .number(number!)
    case .boolean(let boolean): .boolean(boolean)
    case .null: .null
    }
  }
}
