import Diagnostics
import Input
import Vocabulary

extension ScalarRule where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words, spelt exactly.
  static func choice(_ title: String, meaning: @Sendable (Value) -> String) -> ScalarRule<Value> {
    let choices = Value.allCases.map { ScalarDescription.Choice(text: $0.rawValue, meaning: meaning($0)) }
    let names = choices.map(\.text)
    return ScalarRule(ScalarDescription(title: title, choices: choices)) { scalar throws(ValueProblem) in
      if let value = Value.allCases.first(where: { $0.rawValue.utf8.elementsEqual(scalar.text.utf8) }) { return value }
      throw ValueProblem(
        .notAChoice, "\(MessageText.quote(scalar.text)) is not \(title)",
        hint: Suggestion.hintOrList(for: scalar.text, among: names))
    }
  }
}

extension ScalarRule where Value == Bool {
  static let yesNo = ScalarRule<Bool>(
    ScalarDescription(
      title: "yes or no", choices: [.init(text: "yes", meaning: "yes"), .init(text: "no", meaning: "no")])
  ) { scalar throws(ValueProblem) in
    if scalar.text.utf8.elementsEqual("yes".utf8) { return true }
    if scalar.text.utf8.elementsEqual("no".utf8) { return false }
    throw answerProblem(scalar.text, "yes or no")
  }
}

extension ScalarRule where Value == Answer {
  static let answer = ScalarRule<Answer>(
    ScalarDescription(
      title: "yes, no or unknown",
      choices: [
        .init(text: "yes", meaning: "yes"), .init(text: "no", meaning: "no"),
        .init(text: "unknown", meaning: "nobody knows yet; never taken for no"),
      ])
  ) { scalar throws(ValueProblem) in
    if let answer = Answer.allCases.first(where: { $0.rawValue.utf8.elementsEqual(scalar.text.utf8) }) { return answer }
    throw answerProblem(scalar.text, "yes, no or unknown")
  }
}

/// People write true and false, on and off, Yes and NO: the hint translates them.
private func answerProblem(_ text: String, _ title: String) -> ValueProblem {
  let folded = Array(text.utf8).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
  let meant =
    if ["true", "on", "y", "yes", "1"].contains(where: { $0.utf8.elementsEqual(folded) }) {
      "write yes"
    } else if ["false", "off", "n", "no", "0"].contains(where: { $0.utf8.elementsEqual(folded) }) {
      "write no"
    } else {
      "write \(title)"
    }
  return ValueProblem(.notAnAnswer, "\(MessageText.quote(text)) is not \(title)", hint: meant)
}
