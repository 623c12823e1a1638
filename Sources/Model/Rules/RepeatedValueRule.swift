import Diagnostics
import Vocabulary

/// No list says the same thing twice.
enum RepeatedValueRule {
  static let repeated = DiagnosticCode(
    "repeated-value", .error,
    "The same value twice in a list is a slip: an agent would be counted twice, a rule written twice. Case does not tell names apart."
  )

  static let rule = EnvironmentRule([repeated]) { context, diagnostics in
    let environment = context.environment
    check(environment.connect.precedence.inUse.map { $0.map(String.init) }, &diagnostics)
    for forest in environment.forests { check(forest.objectTypes.map { $0.map(\.rawValue) }, &diagnostics) }
    for domain in environment.domains.map(\.domain) {
      check(domain.agents, &diagnostics)
      check(domain.cloudSync.notify, &diagnostics)
      check(domain.cloudSync.directoryExtensions, &diagnostics)
      check(names(domain.connectScope?.included ?? []), &diagnostics)
      check(names(domain.connectScope?.excluded ?? []), &diagnostics)
    }
    for wave in environment.waves {
      check(names(wave.testObjects.map(\.name)), &diagnostics)
      check(names(wave.moves), &diagnostics)
    }
  }

  private static func names(_ list: [Located<DistinguishedName>]) -> [Located<String>] { list.map { $0.map(\.text) } }

  private static func check(_ values: [Located<String>], _ diagnostics: inout DiagnosticList) {
    var seen: [[UInt8]: Located<String>] = [:]
    for value in values {
      let key = Array(value.value.lowercased().utf8)
      if let first = seen[key] {
        diagnostics.report(
          repeated, "\(MessageText.quote(value.value)) stands in this list twice", at: value.range, hint: "delete one of the two",
          notes: [.init("the first one", at: first.range)])
      } else {
        seen[key] = value
      }
    }
  }
}
