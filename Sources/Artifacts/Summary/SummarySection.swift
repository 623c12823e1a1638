import JSON

/// What the plan has decided about one subject, in words that a reviewer compares: values by name, and lists by name.
struct SummarySection {
  /// How much a change here can hurt, the worst first: the order of a difference.
  enum Risk: String, CaseIterable {
    /// Which objects go over, and which stay.
    case scope
    /// What holds deletions, and who hears of them.
    case deletions
    /// Numbers and identifiers of the rules in Connect Sync.
    case precedence
    /// What Cloud Sync's jobs do.
    case jobs
    /// What has to be done, in which order, and what is withheld.
    case work
    /// What stands against it, and what was waived.
    case findings
    /// What the estate is, and how the kit is made.
    case settings
    /// Words for readers.
    case text
  }

  let risk: Risk
  /// Unique among those of its risk, such as `wave pilot`.
  let subject: String
  /// In the order in which they are read; a value that nobody gave is left out.
  var values: [(name: String, value: String)] = []
  /// The name of a list is that of one element, such as `unit`.
  var lists: [(name: String, elements: [String])] = []

  init(_ risk: Risk, _ subject: String, values: [(String, String?)] = [], lists: [(String, [String])] = []) {
    self.risk = risk
    self.subject = subject
    self.values = values.compactMap { name, value in value.map { (name, $0) } }
    self.lists = lists
  }

  var json: JSONValue {
    .object([
      ("risk", .text(risk.rawValue)),
      ("subject", .text(subject)),
      ("values", .object(values.map { ($0.name, .text($0.value)) })),
      ("lists", .object(lists.map { ($0.name, .texts($0.elements)) })),
    ])
  }
}
