import Model
import Plan

/// What Cloud Sync does in each domain.
enum DomainSummary {
  static func sections(of plan: MigrationPlan) -> [SummarySection] {
    plan.environment.forests.flatMap(\.domains).flatMap { domain in
      let subject = "domain \(domain.name.value)"
      return [
        SummarySection(
          .deletions, subject, values: [("delete threshold", String(domain.cloudSync.deleteThreshold.value))],
          lists: [("person told of held deletions", domain.cloudSync.notify.map(\.value))]),
        jobs(domain, subject),
        counts(domain, subject),
        SummarySection(.text, subject, values: [("note", domain.note?.value)]),
      ]
    }
  }

  private static func jobs(_ domain: Domain, _ subject: String) -> SummarySection {
    let settings = domain.cloudSync
    return SummarySection(
      .jobs, subject,
      values: [
        ("password hash sync", yesNo(settings.passwordHashSync.value)),
        ("Exchange hybrid writeback", yesNo(settings.exchangeHybridWriteback.value)),
        ("device sync", yesNo(settings.deviceSync.isWanted.value)),
        ("device preview acknowledged", yesNo(settings.deviceSync.previewIsAcknowledged.value)),
      ],
      lists: [
        ("agent", domain.agents.map(\.value)),
        ("directory extension", settings.directoryExtensions.map(\.value)),
        ("mapping", settings.attributeMappings.map(mapping)),
      ])
  }

  private static func mapping(_ mapping: AttributeMapping) -> String {
    let source =
      switch mapping.source {
      case .attribute(let name): "the attribute \(name.value)"
      case .constant(let text): "the constant '\(text.value)'"
      case .expression(let text, _): "the expression \(text.value)"
      }
    return "\(mapping.objectType.value.rawValue) \(mapping.target.value) from \(source)"
  }

  private static func counts(_ domain: Domain, _ subject: String) -> SummarySection {
    func text(_ count: Int?) -> String { count.map { String($0) } ?? "not counted" }
    let counts = domain.counts
    return SummarySection(
      .settings, subject,
      values: [
        ("users", text(counts?.users?.value)), ("inetOrgPersons", text(counts?.inetOrgPersons?.value)),
        ("groups", text(counts?.groups?.value)), ("contacts", text(counts?.contacts?.value)),
        ("computers", text(counts?.computers?.value)), ("largest group", text(counts?.largestGroup?.value)),
      ])
  }

  static func yesNo(_ flag: Bool) -> String { flag ? "yes" : "no" }
}
