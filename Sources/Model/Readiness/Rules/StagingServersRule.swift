import Diagnostics
import Vocabulary

/// Connect servers in staging mode.
enum StagingServersRule {
  static let code = FindingCode(
    "staging-servers",
    limit:
      "Rules made by hand are not copied to a staging server; they must be made there too, or a failover exports the migrated objects "
      + "again. Switching the scheduler off on the active server also switches it off on the others. Agents of Cloud Sync have no staging.",
    citations: [.staging, .scheduler])

  static let rule = ReadinessRule(code) { environment in
    let staging = environment.connect.servers.filter { $0.role.value == .staging }
    guard let first = staging.first else { return [] }
    return [
      code.finding(
        .information, fact: "In staging mode: \(staging.map(\.name.value).joined(separator: ", ")).",
        remedy: "Run the rule scripts on every server; the kit holds them for each.", at: first.role)
    ]
  }
}
