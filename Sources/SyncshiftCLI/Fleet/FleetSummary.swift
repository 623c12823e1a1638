import JSON
import Output
import TemplateEngine

/// How the environments of a run stand: ready, warned, blocked and by which finding.
struct FleetSummary {
  private(set) var results: [EnvironmentResult] = []
  /// Environments that were not begun.
  var left = 0
  /// Nothing more was begun after one that is in the way.
  var isStopped = false

  enum Form {
    case page, json, text

    init?(fileName: String) {
      let endings: [(String, Form)] = [(".html", .page), (".json", .json), (".txt", .text)]
      guard let match = endings.first(where: { fileName.utf8.reversed().starts(with: $0.0.utf8.reversed()) }) else { return nil }
      self = match.1
    }
  }

  mutating func add(_ result: EnvironmentResult) { results.append(result) }

  var last: EnvironmentResult? { results.last }
  var status: ExitStatus { results.map(\.status).max() ?? .done }

  func count(_ state: EnvironmentResult.State) -> Int { results.count { $0.state == state } }

  /// Each code with the number of environments that it concerns, the most frequent first.
  var reasons: [(code: String, count: Int, states: String)] {
    var counts: [String: [EnvironmentResult.State: Int]] = [:]
    for result in results { for reason in result.reasons { counts[reason, default: [:]][result.state, default: 0] += 1 } }
    return counts.map { code, states in
      (
        code, states.values.reduce(0, +),
        EnvironmentResult.State.inOrderOfGravity.compactMap { state in states[state].map { "\($0) \(state.rawValue)" } }
          .joined(separator: ", ")
      )
    }
    .sorted { $0.count == $1.count ? $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) : $0.count > $1.count }
  }

  /// In one line.
  var line: String {
    let states = EnvironmentResult.State.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    return "\(results.count) environment\(results.count == 1 ? "" : "s"): \(states.joined(separator: ", "))"
      + (left > 0 ? "; \(left) not begun" : "")
  }

  /// On a terminal.
  var text: String {
    let width = reasons.map(\.code.utf8.count).max() ?? 0
    return "\n\(line)\(isStopped ? " (stopped, as asked)" : "")\n"
      + reasons.map { "  \($0.code)\(String(repeating: " ", count: width - $0.code.utf8.count))  \($0.states)\n" }.joined()
  }

  func bytes(_ form: Form) throws(OutputFailure) -> [UInt8] {
    switch form {
    case .page: FleetPage.bytes(self)
    case .json: json.bytes
    case .text: Array(table.utf8)
    }
  }

  private var json: JSONValue {
    .object([
      ("format", .number(1)), ("kind", .text("syncshift-fleet")),
      ("counts", .object(EnvironmentResult.State.allCases.map { ($0.rawValue, .number(count($0))) })), ("left", .number(left)),
      ("stopped", .boolean(isStopped)),
      ("reasons", .array(reasons.map { .object([("code", .text($0.code)), ("environments", .number($0.count))]) })),
      (
        "environments",
        .array(
          results.map { result in
            .object([
              ("environment", .text(result.environment)), ("source", .text(result.source)),
              ("state", .text(result.state.rawValue)),
              ("outcome", .text(result.outcome)), ("reasons", .texts(result.reasons)),
            ])
          })
      ),
    ])
  }

  /// A line for each environment.
  private var table: String {
    let rows =
      [["environment", "state", "kit", "from", "because of"]]
      + results.map { [$0.environment, $0.state.rawValue, $0.outcome, $0.source, $0.reasons.joined(separator: ", ")] }
    let widths = rows[0].indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined() + text
  }
}
