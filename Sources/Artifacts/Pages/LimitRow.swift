import Vocabulary

/// A row of the readiness report's table of limits.
struct LimitRow: Sendable {
  let subject: String
  let limit: Limit
  let consequence: String

  static let list: [LimitRow] = [
    LimitRow(subject: "Objects in one domain", limit: .objectsPerDomain, consequence: "above: blocker; from 90 %: condition"),
    LimitRow(subject: "Direct members of one group", limit: .membersPerGroup, consequence: "above: blocker"),
    LimitRow(subject: "Units in one configuration, as tested", limit: .unitsPerConfiguration, consequence: "above: condition"),
    LimitRow(subject: "Units in one configuration, at most", limit: .unitsPerConfigurationAtMost, consequence: "above: refused"),
    LimitRow(subject: "Highest precedence of a custom rule", limit: .highestCustomPrecedence, consequence: "above: refused"),
    LimitRow(
      subject: "Agents a domain, recommended", limit: .recommendedAgents, consequence: "below: remark; below 2: condition"),
    LimitRow(
      subject: "Days a Connect Sync server may stand still", limit: .daysWithoutDelta,
      consequence: "then it needs a full synchronization"),
    LimitRow(
      subject: "Default deletion threshold of a job", limit: .defaultDeleteThreshold, consequence: "one less passes unasked"),
    LimitRow(subject: "Objects that Microsoft's wizard takes", limit: .wizardObjects, consequence: "above: the wizard refuses"),
    LimitRow(
      subject: "Containers a domain that Microsoft's wizard takes", limit: .wizardContainersPerDomain,
      consequence: "above: the wizard refuses"),
  ]

  static let table = ValueTable<LimitRow>([
    .text("subject") { $0.subject },
    .text("value") { grouped($0.limit.value) },
    .text("consequence") { $0.consequence },
    .object("source", CitationValues.table) { $0.limit.citation },
  ])

  /// With a comma before each three digits.
  private static func grouped(_ number: Int) -> String {
    number < 1_000 ? "\(number)" : "\(grouped(number / 1_000)),\(String("\(number % 1_000 + 1_000)".dropFirst()))"
  }
}
