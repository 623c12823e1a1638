import JSON
import Model
import Output
import Plan
import Review

/// What generate did with one environment, for a person or a program.
struct GenerateReport {
  let ready: Pipeline.Outcome.Ready
  let report: KitWriter.Report

  func text(_ format: OutputFormat) -> String { format == .text ? plain : json }

  private var plain: String {
    let comparison = report.comparison
    let files = ready.kit.files.count
    var out = "\(ready.location.path): "
    if report.hasWritten {
      let changes = [
        ("added", comparison.added.count), ("changed", comparison.changed.count), ("removed", comparison.removed.count),
        ("restored", comparison.missing.count),
      ]
      .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      out += "written, \(files) files\(changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))")\n"
    } else {
      out += "unchanged, \(files) files\n"
    }
    if report.isForced { out += "  made with --force, which the kit says on its first page until a run without it succeeds\n" }
    let blockers = ready.plan.blockers
    if blockers.isEmpty {
      out += "  read first: \(ready.location.path)/README.md\n"
    } else {
      out += "  blocked: every script that goes forward is withheld until these are gone or waived:\n"
      out += blockers.map {
        "    \($0.code.name): \($0.fact) (\($0.range.file):\($0.range.start.line):\($0.range.start.column))\n"
      }.joined()
      out += "  read first: \(ready.location.path)/00-assess/readiness.md\n"
    }
    return out
  }

  private var json: String {
    JSONValue.object([
      ("environment", .text(ready.plan.environment.name.value)),
      ("path", .text(ready.location.path)),
      ("written", .boolean(report.hasWritten)),
      ("forced", .boolean(report.isForced)),
      ("files", .number(ready.kit.files.count)),
      ("added", .number(report.comparison.added.count)),
      ("changed", .number(report.comparison.changed.count)),
      ("removed", .number(report.comparison.removed.count)),
      ("blockers", .texts(ready.plan.blockers.map(\.code.name))),
    ]).line + "\n"
  }
}

/// How a kit differs from what stands on the disk.
struct ComparisonReport {
  let location: KitLocation
  let comparison: KitComparison
  /// What the change means; nil when that is not asked, or one side has no summary.
  var meaning: SummaryDifference?

  func text(_ format: OutputFormat) -> String { format == .text ? plain : json }

  private var plain: String {
    guard !comparison.isSame else { return "\(location.path): the same, \(comparison.unchanged) files\n" }
    var out = "\(location.path): \(comparison.items.count) of \(comparison.items.count + comparison.unchanged) files differ\n"
    if let meaning, !meaning.changes.isEmpty { out += TextReport.summary(meaning) + "Files\n" }
    if let problem = comparison.manifestProblem { out += "  the manifest on the disk cannot be used: \(problem)\n" }
    if comparison.isForcedOnDisk {
      out +=
        "  the kit on the disk was made with --force; 'generate' without it takes that note away once nobody else's files are left\n"
    }
    for item in comparison.items { out += "  \(item.change.rawValue): \(item.path)\n" }
    return out
  }

  private var json: String {
    let items = comparison.items.map { item in
      JSONValue.object([("change", .text(item.change.rawValue)), ("path", .text(item.path))])
    }
    return JSONValue.object(
      [
        ("path", .text(location.path)), ("same", .boolean(comparison.isSame)), ("forced", .boolean(comparison.isForcedOnDisk)),
        ("unchanged", .number(comparison.unchanged)), ("items", .array(items)),
      ] + (meaning.map { [("changes", JSONReport.changes($0))] } ?? [])
    ).line + "\n"
  }
}
