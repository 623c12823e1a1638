import Diagnostics
import Input

extension ScalarRule where Value == String {
  /// One line of free text.
  static func text(_ title: String, longest: Int) -> ScalarRule<String> {
    ScalarRule(ScalarDescription(title: title, pattern: #"^[^\r\n\t]+$"#, longest: longest)) {
      scalar throws(ValueProblem) in
      let text = try singleLine(scalar)
      try checkLength(text, title, longest)
      return text
    }
  }

  /// A text that matches a pattern of ASCII characters, spelt out in `words`.
  static func word(
    _ title: String, code: DiagnosticCode, pattern: String, longest: Int, words: String,
    accepts: @escaping @Sendable ([UInt8]) -> Bool
  ) -> ScalarRule<String> {
    ScalarRule(ScalarDescription(title: title, pattern: pattern, longest: longest)) { scalar throws(ValueProblem) in
      let bytes = Array(scalar.text.utf8)
      guard bytes.count <= longest, accepts(bytes) else {
        throw ValueProblem(code, "\(MessageText.quote(scalar.text)) is not \(title)", hint: "use \(words)")
      }
      return scalar.text
    }
  }

  /// The text of a scalar that must stand in one line. A block scalar's last line end belongs to YAML, not to the text.
  static func singleLine(_ scalar: Node.Scalar) throws(ValueProblem) -> String {
    var scalars = Array(scalar.text.unicodeScalars)
    if scalar.style == .block, scalars.last == "\n" { scalars.removeLast() }
    if let offset = scalars.firstIndex(where: { ["\n", "\r", "\t"].contains($0) }) {
      let what = scalars[offset] == "\t" ? "a tab" : "a line break"
      throw ValueProblem(
        .lineBreakInText, "\(MessageText.quote(scalar.text)) holds \(what)",
        hint: "write the text in one line", offset: offset)
    }
    return scalars.count == scalar.text.unicodeScalars.count ? scalar.text : String(String.UnicodeScalarView(scalars))
  }

  static func checkLength(_ text: String, _ title: String, _ longest: Int) throws(ValueProblem) {
    let length = text.unicodeScalars.count
    if length > longest {
      throw ValueProblem(
        .textTooLong, "\(title) of \(length) characters is longer than \(longest)", hint: "shorten it to \(longest) characters")
    }
  }
}
