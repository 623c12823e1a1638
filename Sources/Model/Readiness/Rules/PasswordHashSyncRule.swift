import Diagnostics
import Vocabulary

/// Password hashes that Connect Sync synchronizes today.
enum PasswordHashSyncRule {
  static let code = FindingCode(
    "password-hash-sync",
    limit:
      "Cloud Sync synchronizes password hashes with a job of its own (AD2AADPasswordHash), for users only. Whether Connect Sync goes on "
      + "sending hashes of objects that no longer flow is written nowhere.",
    citations: [.decisionGuide, .graphHowTo])

  static let rule = ReadinessRule(code) { environment in
    let answer = environment.facts[.passwordHashSync]
    let domains = environment.domains.map(\.domain).filter { !environment.units(in: $0).isEmpty }
    switch answer.value {
    case .unknown: return [ReadinessRule.question(code, .passwordHashSync, answer)]
    case .no: return []
    case .yes:
      return domains.filter { !$0.cloudSync.passwordHashSync.value }.map { domain in
        code.finding(
          environment.signsInWithoutHashes ? .partial : .blocker,
          fact:
            "Connect Sync synchronizes password hashes, and Cloud Sync would not for '\(domain.name.value)': new passwords would not arrive.",
          remedy: "Write cloud-sync: password-hash-sync: yes there, or sign off how its users sign in.",
          at: domain.cloudSync.passwordHashSync)
      }
    }
  }
}

extension Environment {
  /// Whether users have another way to sign in, so that a hash is a second way and not the only one.
  var signsInWithoutHashes: Bool { facts[.passThroughAuthentication].value == .yes || facts[.federation].value == .yes }
}
