import Diagnostics
import Vocabulary

/// A waiver names a finding that can be waived, once, and that the estate has.
enum WaiverRule {
  static let unknown = DiagnosticCode(
    "unknown-finding", .error, "A waiver names a finding by the name that the readiness report prints beside it.")
  static let notWaivable = DiagnosticCode(
    "finding-not-waivable", .error,
    "Some blockers cannot be signed off, because going on would lose or duplicate objects whatever anybody signs: an unsupported source anchor, no JoinNoFlow, a unit outside Connect's scope, matching across forests."
  )
  static let repeated = DiagnosticCode("repeated-waiver", .error, "One finding has one reason and one person who signed it off.")
  static let idle = DiagnosticCode(
    "idle-waiver", .warning,
    "The estate does not have this finding, or only as a question or information. A waiver that lies around would silently take effect when the finding comes up."
  )

  static let rule = EnvironmentRule([unknown, notWaivable, repeated, idle]) { context, diagnostics in
    let environment = context.environment
    guard !environment.waivers.isEmpty else { return }
    let isWhole = context.gaps.broken.isEmpty && context.gaps.incomplete.isEmpty && !diagnostics.hasErrors
    // What an export or the inventory shows is not known yet, and it can be what a waiver is for.
    let hasMore = environment.inventory != nil || environment.connect.servers.contains { $0.export != nil }
    let findings = isWhole && !hasMore ? ReadinessRules.findings(environment) : nil
    var seen: [String: Waiver] = [:]
    for waiver in environment.waivers {
      let name = waiver.finding.value
      guard let code = FindingCatalog.code(named: name) else {
        diagnostics.report(
          unknown, "there is no finding \(MessageText.quote(name))", at: waiver.finding.range,
          hint: Suggestion.hint(for: name, among: FindingCatalog.all.map(\.name)) ?? "copy the name from the readiness report")
        continue
      }
      if let first = seen[name] {
        diagnostics.report(
          repeated, "\(MessageText.quote(name)) is waived twice", at: waiver.finding.range, hint: "delete one of the two",
          notes: [.init("the first one", at: first.finding.range)])
        continue
      }
      seen[name] = waiver
      if !code.isWaivable {
        diagnostics.report(
          notWaivable, "\(MessageText.quote(name)) cannot be waived", at: waiver.finding.range,
          hint: "remove its cause; 'explain \(name)' says how")
      } else if let findings, !findings.contains(where: { $0.canBeSignedOff && $0.code.name.utf8.elementsEqual(name.utf8) }) {
        reportIdle(waiver, into: &diagnostics)
      }
    }
  }

  /// The same for an input with exports or an inventory, once it is known what they show.
  static func reportIdle(_ site: Site, into diagnostics: inout DiagnosticList) {
    guard !site.exports.servers.isEmpty || site.inventory.isStated, !site.written.waivers.isEmpty else { return }
    let findings = ReadinessCheck.run(site)
    for waiver in site.written.waivers where !findings.contains(where: { signsOff(waiver, $0) }) {
      reportIdle(waiver, into: &diagnostics)
    }
  }

  private static func signsOff(_ waiver: Waiver, _ finding: Finding) -> Bool {
    finding.canBeSignedOff && finding.code.name.utf8.elementsEqual(waiver.finding.value.utf8)
  }

  private static func reportIdle(_ waiver: Waiver, into diagnostics: inout DiagnosticList) {
    diagnostics.report(
      idle, "the waiver of \(MessageText.quote(waiver.finding.value)) waives nothing", at: waiver.finding.range, hint: "delete it"
    )
  }
}
