import Diagnostics
import Input

/// An expression as it was written, and what it means.
struct ParsedExpression: Sendable {
  var text: String
  var tree: MappingExpression
}

extension ScalarRule where Value == ParsedExpression {
  static let expression = ScalarRule<ParsedExpression>(
    ScalarDescription(title: "a mapping expression", pattern: #"^[^\r\n\t]+$"#, longest: 4_000)
  ) { scalar throws(ValueProblem) in
    let text = try ScalarRule<String>.singleLine(scalar)
    try ScalarRule<String>.checkLength(text, "a mapping expression", 4_000)
    var parser = ExpressionParser(text)
    return ParsedExpression(text: text, tree: try parser.parse())
  }
}
