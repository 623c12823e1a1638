import Diagnostics

/// One node of the input: a YAML value that knows where it was written.
package indirect enum Node: Sendable {
  case scalar(Scalar)
  case mapping(Mapping)
  case sequence(Sequence)

  package var range: SourceRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .mapping(let mapping): mapping.range
    case .sequence(let sequence): sequence.range
    }
  }
}

extension Node {
  /// A text, as it was written; nothing is typed here (`NO`, `0777` and `1.10` stay what they are). The schema decides.
  package struct Scalar: Sendable {
    package var text: String
    package var style: Style
    package var range: SourceRange

    package enum Style: Sendable, Hashable { case plain, quoted, block }

    package init(text: String, style: Style, range: SourceRange) {
      self.text = text
      self.style = style
      self.range = range
    }

    /// Nothing was written: an empty plain scalar, `~` or `null`.
    package var isNull: Bool {
      style == .plain && ["", "~", "null", "Null", "NULL"].contains { $0.utf8.elementsEqual(text.utf8) }
    }
  }

  /// Keys and values in the order written. No key occurs twice.
  package struct Mapping: Sendable {
    package var entries: [Entry]
    package var range: SourceRange

    package struct Entry: Sendable {
      package var key: Scalar
      package var value: Node
      package init(key: Scalar, value: Node) {
        self.key = key
        self.value = value
      }
    }

    package init(entries: [Entry], range: SourceRange) {
      self.entries = entries
      self.range = range
    }

    package subscript(key: String) -> Node? { entries.first { $0.key.text.utf8.elementsEqual(key.utf8) }?.value }
  }

  package struct Sequence: Sendable {
    package var items: [Node]
    package var range: SourceRange

    package init(items: [Node], range: SourceRange) {
      self.items = items
      self.range = range
    }
  }
}
