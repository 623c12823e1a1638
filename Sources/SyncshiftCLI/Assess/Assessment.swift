import Diagnostics
import Model
import Vocabulary

/// What stands between one estate and Cloud Sync, as texts that are ready to be shown.
struct Assessment {
  let environment: String
  let rows: [Row]
  /// Objects and members that limits are held against.
  let numbers: [Number]
  let wizard: String
  let gates: [Gate]
  /// Some of the input or of an export could not be read, so something may be missing here.
  let isPartial: Bool

  struct Row {
    let severity: Finding.Severity
    let isWaived: Bool
    let code: String
    let fact: String
    /// File and line.
    let place: String
    let keyPath: String
    let limit: String
    let remedy: String
    /// Short names and dates of the sources.
    let source: String

    var title: String { isWaived ? "\(severity.rawValue), waived" : severity.rawValue }
  }

  struct Number {
    let domain: String
    let name: String
    let used: Int
    /// Stated or measured, and when.
    let origin: String
  }

  struct Gate {
    let name: String
    let boundary: String
    let value: String
    let state: String
  }

  init(_ site: Site, isPartial: Bool, redaction: Redaction) {
    let hide = redaction.hide
    environment = hide(site.environment.name.value)
    rows = ReadinessCheck.run(site).map { finding in
      Row(
        severity: finding.severity, isWaived: finding.waiver != nil, code: finding.code.name, fact: hide(finding.fact),
        place: hide("\(MessageText.visible(finding.range.file)):\(finding.range.start.line)"), keyPath: hide(finding.keyPath),
        limit: finding.code.limit, remedy: hide(finding.remedy),
        source: finding.code.citations.map { "\($0.key) (\($0.date))" }.joined(separator: ", "))
    }
    numbers = DomainNumber.all(site.environment).map {
      Number(domain: hide($0.domain), name: $0.name, used: $0.used, origin: $0.origin)
    }
    let verdict = WizardVerdict(of: site.environment)
    wizard = verdict.overall.rawValue
    gates = verdict.gates.map {
      Gate(name: $0.name, boundary: $0.boundary, value: hide($0.value), state: $0.state.rawValue)
    }
    self.isPartial = isPartial
  }

  func count(_ severity: Finding.Severity) -> Int { rows.count { $0.severity == severity && !$0.isWaived } }

  /// What the worst finding means for going on.
  var verdict: String {
    if count(.blocker) > 0 { return "blocked" }
    return count(.partial) + count(.question) > 0 ? "ready on conditions" : "ready"
  }

  var status: ExitStatus {
    if isPartial || count(.blocker) > 0 { return .inputRefused }
    return count(.partial) + count(.question) > 0 ? .different : .done
  }

  var summary: String {
    let counts: [(Finding.Severity, String)] = [
      (.blocker, "blocker"), (.partial, "condition"), (.question, "question"), (.information, "remark"),
    ]
    return counts.map { severity, word in "\(count(severity)) \(word)\(count(severity) == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}

extension Assessment {
  /// How the environment stands, for the summary of several.
  func result(of source: EnvironmentSource, _ redaction: Redaction) -> EnvironmentResult {
    let open = rows.filter { !$0.isWaived && $0.severity != .information }
    let blockers = open.filter { $0.severity == .blocker }
    return EnvironmentResult(
      environment: environment, source: redaction.hide(source.name),
      state: !blockers.isEmpty ? .blocked : isPartial ? .refused : open.isEmpty ? .ready : .warned, outcome: summary,
      reasons: (blockers.isEmpty ? open : blockers).map(\.code), status: status)
  }
}
