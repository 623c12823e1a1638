import Diagnostics
import Vocabulary

/// Who hears of quarantine and held deletions.
enum NotificationRule {
  static let code = FindingCode(
    "notification-recipients",
    limit: "The service mails the recipients of a configuration when its job goes into quarantine or holds deletions back.",
    citations: [.graphHowTo, .accidentalDeletes])

  static let rule = ReadinessRule(code) { environment in
    environment.domains.map(\.domain).filter { $0.cloudSync.notify.isEmpty && !environment.units(in: $0).isEmpty }.map { domain in
      code.finding(
        .question, fact: "Nobody is named to be mailed about quarantine and held deletions of the domain '\(domain.name.value)'.",
        remedy: "Write an address at 'cloud-sync: notify'.", at: domain.name)
    }
  }
}
