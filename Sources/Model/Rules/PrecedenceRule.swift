import Diagnostics

/// There is a free precedence for every rule of the kit, as far as the file says. What exports add is found when the plan takes the numbers.
enum PrecedenceRule {
  static let rule = EnvironmentRule([PrecedenceAllocation.exhausted]) { context, diagnostics in
    let environment = context.environment
    guard context.isComplete("connect.precedence.in-use"), context.isKnown("connect.precedence.from") else { return }
    _ = PrecedenceAllocation.numbers(for: ruleCount(environment), environment.connect.precedence, into: &diagnostics)
  }

  private static func ruleCount(_ environment: Environment) -> Int {
    let forests = environment.forests.filter { forest in forest.domains.contains { !environment.units(in: $0).isEmpty } }
    let inbound = forests.flatMap { Set($0.objectTypes.map(\.value)) }
    return inbound.count + Set(inbound.map(\.outbound)).count
  }
}
