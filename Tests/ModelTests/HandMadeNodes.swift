import Diagnostics
import Input

/// Nodes without a file, for tests that are about meaning and not about places.
enum HandMade {
  case text(String)
  case keys([(String, HandMade)])
  case list([HandMade])

  var node: Node {
    switch self {
    case .text(let text): .scalar(Self.scalar(text))
    case .keys(let entries):
      .mapping(.init(entries: entries.map { .init(key: Self.scalar($0.0), value: $0.1.node) }, range: Self.place))
    case .list(let items): .sequence(.init(items: items.map(\.node), range: Self.place))
    }
  }

  static let place = SourceRange(
    file: "hand-made.yaml", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 2))
  private static func scalar(_ text: String) -> Node.Scalar { Node.Scalar(text: text, style: .plain, range: place) }
}

extension HandMade: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(arrayLiteral elements: HandMade...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, HandMade)...) { self = .keys(elements) }
}
