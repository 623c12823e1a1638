import Diagnostics
import Vocabulary

/// One thing that decides whether Cloud Sync can take the estate over.
struct ReadinessRule: Sendable {
  let code: FindingCode
  let check: @Sendable (Environment) -> [Finding]

  init(_ code: FindingCode, check: @escaping @Sendable (Environment) -> [Finding]) {
    self.code = code
    self.check = check
  }

  /// A rule on one answer: yes is a finding, unknown a question, no nothing.
  ///
  /// - Parameter asks: whether an unknown answer matters in this estate.
  static func onFact(
    _ fact: EstateFact, _ code: FindingCode, _ severity: Finding.Severity, fact text: String, remedy: String,
    asks: @escaping @Sendable (Environment) -> Bool = { _ in true }
  ) -> ReadinessRule {
    ReadinessRule(code) { environment in
      let answer = environment.facts[fact]
      switch answer.value {
      case .yes: return [Finding(code, severity, fact: text, remedy: remedy, at: answer.range, keyPath: answer.keyPath)]
      case .unknown where asks(environment): return [question(code, fact, answer)]
      default: return []
      }
    }
  }

  /// Nobody has said yet.
  static func question(_ code: FindingCode, _ fact: EstateFact, _ answer: Located<Answer>) -> Finding {
    Finding(
      code, .question, fact: "Not stated: \(fact.question)",
      remedy: "Find out and write yes or no at \(answer.keyPath).", at: answer.range, keyPath: answer.keyPath)
  }
}

extension FindingCode {
  /// A finding at a value of the input.
  func finding<Value>(_ severity: Finding.Severity, fact: String, remedy: String, at value: Located<Value>) -> Finding {
    Finding(self, severity, fact: fact, remedy: remedy, at: value.range, keyPath: value.keyPath)
  }
}
