import JSON
import Output
import Review

/// What generate did with one environment, for a person or a program.
struct GenerateReport: Sendable {
  let environment: String
  /// Of the kit's folder.
  let path: String
  let files: Int
  let blockers: [KnownEnvironment.Blocker]

  /// - Parameter report: nil when the kit is known to be as it should be.
  func text(_ report: KitWriter.Report?, _ format: OutputFormat) -> String {
    format == .text ? plain(report) : json(report)
  }

  /// In a word.
  func outcome(_ report: KitWriter.Report?) -> String { report?.hasWritten == true ? "written" : "unchanged" }

  private func plain(_ report: KitWriter.Report?) -> String {
    var out = "\(path): "
    if let report, report.hasWritten {
      let comparison = report.comparison
      let changes = [
        ("added", comparison.added.count), ("changed", comparison.changed.count), ("removed", comparison.removed.count),
        ("restored", comparison.missing.count),
      ]
      .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      out += "written, \(files) files\(changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))")\n"
    } else {
      out += "unchanged, \(files) files\n"
    }
    if report?.isForced == true {
      out += "  made with --force, which the kit says on its first page until a run without it succeeds\n"
    }
    if blockers.isEmpty {
      out += "  read first: \(path)/README.md\n"
    } else {
      out += "  blocked: every script that goes forward is withheld until these are gone or waived:\n"
      out += blockers.map { "    \($0.code): \($0.fact) (\($0.place))\n" }.joined()
      out += "  read first: \(path)/00-assess/readiness.md\n"
    }
    return out
  }

  private func json(_ report: KitWriter.Report?) -> String {
    JSONValue.object([
      ("environment", .text(environment)),
      ("path", .text(path)),
      ("written", .boolean(report?.hasWritten == true)),
      ("forced", .boolean(report?.isForced == true)),
      ("files", .number(files)),
      ("added", .number(report?.comparison.added.count ?? 0)),
      ("changed", .number(report?.comparison.changed.count ?? 0)),
      ("removed", .number(report?.comparison.removed.count ?? 0)),
      ("blockers", .texts(blockers.map(\.code))),
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

  /// In a few words.
  var outcome: String { comparison.isSame ? "the same" : "\(comparison.items.count) files differ" }

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
