import Diagnostics
import Vocabulary

/// There is a free precedence for every rule of the kit.
enum PrecedenceRule {
  static let exhausted = DiagnosticCode(
    "precedence-exhausted", .error,
    "The kit makes one inbound rule for each connector and object type with units, and one outbound rule for each type; inetOrgPerson goes out with users. Each needs a precedence of its own from 0 to 99, the numbers for custom rules (MS-IMPEXP); in-use numbers are skipped."
  )

  static let rule = EnvironmentRule([exhausted]) { context, diagnostics in
    let environment = context.environment
    let precedence = environment.connect.precedence
    guard context.isComplete("connect.precedence.in-use"), context.isKnown("connect.precedence.from") else { return }
    let needed = ruleCount(environment)
    let taken = Set(precedence.inUse.map(\.value))
    let free = (precedence.from.value...Limit.highestCustomPrecedence.value).filter { !taken.contains($0) }.count
    guard free < needed else { return }
    diagnostics.report(
      exhausted, "\(needed) rules need a precedence, and from \(precedence.from.value) to 99 there are \(free) free",
      at: precedence.from.range, hint: hint(needed, taken))
  }

  private static func ruleCount(_ environment: Environment) -> Int {
    let forests = environment.forests.filter { forest in forest.domains.contains { !environment.units(in: $0).isEmpty } }
    let inbound = forests.flatMap { Set($0.objectTypes.map(\.value)) }
    return inbound.count + Set(inbound.map(\.outbound)).count
  }

  /// The highest first number that leaves enough room.
  private static func hint(_ needed: Int, _ taken: Set<Int>) -> String {
    let free = (0...Limit.highestCustomPrecedence.value).filter { !taken.contains($0) }
    guard free.count >= needed else { return "free \(needed - free.count) more numbers from 0 to 99 of the site's own rules" }
    return "write from: \(free[free.count - needed]), or a lower number"
  }
}
