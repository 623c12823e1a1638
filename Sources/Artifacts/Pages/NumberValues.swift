import JSON
import Model

/// What the pages may say about a number of a domain.
enum NumberValues {
  static let table = ValueTable<DomainNumber>([
    .text("domain") { $0.domain },
    .text("name") { $0.name },
    .integer("used") { $0.used },
    .text("origin") { $0.origin },
  ])

  static func json(_ number: DomainNumber) -> JSONValue {
    func optional(_ number: Int?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    return .object([
      ("domain", .text(number.domain)), ("name", .text(number.name)), ("used", .number(number.used)),
      ("stated", optional(number.stated)), ("measured", optional(number.measured?.number.value)),
      ("measuredUtc", number.measured?.counted.map(JSONValue.text) ?? .null),
      ("inScopeOnly", number.measured.map { .boolean($0.isInScope) } ?? .null),
    ])
  }
}
