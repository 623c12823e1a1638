/// Every rule, sorted by name.
enum EnvironmentRules {
  static let all: [EnvironmentRule] = []
}
