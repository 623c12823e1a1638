import ConnectExport
import Diagnostics

/// Rules of the site's that set a value when an object is created and never again.
enum ExecutedOnceRule {
  static let code = FindingCode(
    "custom-rule-executed-once",
    limit:
      "A mapping of Connect Sync can be executed once, on the first synchronization of an object. Nothing that was read says that Cloud Sync can do "
      + "the same.",
    citations: [.decisionGuide, .inference])

  static let rule = SiteRule(code) { site in
    guard let server = site.exports.leading else { return [] }
    return RuleSorting(server.export, site.environment).custom.filter { !$0.isDisabled }.compactMap { rule in
      let once = rule.mappings.filter(\.isExecutedOnce)
      guard let first = once.first else { return nil }
      let names = once.prefix(8).map { MessageText.visible($0.destination.text) }.joined(separator: ", ")
      return server.finding(
        code, .partial, "The custom rule \(MessageText.quote(rule.name.text)) sets \(names) once, when an object is new",
        remedy: "Decide for each what new objects get after the handover, by a mapping or by the process that creates them.",
        at: first.destination.place)
    }
  }
}
