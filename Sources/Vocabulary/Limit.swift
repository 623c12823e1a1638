/// A number that a Microsoft product dictates, with where it is written.
package struct Limit: Sendable {
  package let value: Int
  package let citation: Citation

  /// Objects that Cloud Sync handles in one Active Directory domain.
  package static let objectsPerDomain = Limit(value: 150_000, citation: .decisionGuide)
  /// Members of one group, with scope by organizational unit.
  package static let membersPerGroup = Limit(value: 50_000, citation: .decisionGuide)
  /// Organizational units in one configuration, as tested by Microsoft; above it we warn.
  package static let unitsPerConfiguration = Limit(value: 50, citation: .prerequisites2025)
  /// Organizational units in one configuration, the older text's last possible number; above it we refuse.
  package static let unitsPerConfigurationAtMost = Limit(value: 59, citation: .prerequisites2023)
  /// In-scope objects that Microsoft's own wizard takes.
  package static let wizardObjects = Limit(value: 2_000, citation: .migrationTool)
  /// Included containers a domain that Microsoft's own wizard takes.
  package static let wizardContainersPerDomain = Limit(value: 30, citation: .migrationTool)
  /// The highest precedence reserved for custom rules; standard rules begin at 100.
  package static let highestCustomPrecedence = Limit(value: 99, citation: .importExport)
  /// Agents a domain that Microsoft recommends.
  package static let recommendedAgents = Limit(value: 3, citation: .prerequisites2026)
  /// Days after which a Connect server that did not synchronize needs a full synchronization.
  package static let daysWithoutDelta = Limit(value: 7, citation: .scheduler)
  /// The job's and the tenant's default deletion threshold; at 500 the most that passes is 499.
  package static let defaultDeleteThreshold = Limit(value: 500, citation: .accidentalDeletes)
}
