import JSON
import Output

/// A comparison for programs.
package enum JSONReport {
  package static func text(_ comparison: Comparison) -> String {
    let value = JSONValue.object([
      ("old", .text(comparison.old)),
      ("new", .text(comparison.new)),
      ("same", .boolean(comparison.isSame)),
      ("changes", changes(comparison.summary)),
      ("files", .array(comparison.files.map(file))),
    ])
    return String(decoding: value.bytes, as: UTF8.self)
  }

  /// Null where there is no summary.
  package static func changes(_ difference: SummaryDifference?) -> JSONValue {
    guard let difference else { return .null }
    return .array(
      difference.changes.map { change in
        .object([
          ("risk", .text(change.risk)), ("subject", .text(change.subject)), ("kind", .text(change.kind.rawValue)),
          ("name", .text(change.name)), ("before", change.before.map(JSONValue.text) ?? .null),
          ("after", change.after.map(JSONValue.text) ?? .null), ("text", .text(change.text)),
        ])
      })
  }

  private static func file(_ file: FileDifference) -> JSONValue {
    .object([
      ("path", .text(file.path)), ("kind", .text(file.kind.rawValue)), ("added", .number(file.lines.added)),
      ("removed", .number(file.lines.removed)),
      (
        "hunks",
        .array(
          file.lines.hunks.map { hunk in
            .object([
              ("heading", .text(hunk.heading)),
              ("lines", .array(hunk.lines.map { .text($0.mark.rawValue + Printable.line($0.bytes)) })),
            ])
          })
      ),
    ])
  }
}
