import Diagnostics
import Input

/// How a single text of the input becomes a value: what is accepted, what it is called, and how it is read.
struct ScalarRule<Value: Sendable>: Sendable {
  let description: ScalarDescription
  let parse: @Sendable (Node.Scalar) throws(ValueProblem) -> Value

  init(_ description: ScalarDescription, parse: @escaping @Sendable (Node.Scalar) throws(ValueProblem) -> Value) {
    self.description = description
    self.parse = parse
  }
}

/// What the JSON Schema, the reference page and `explain` say about a single value.
package struct ScalarDescription: Sendable {
  /// Completes "write …", such as "a DNS name".
  package var title: String
  /// An ECMA-262 regular expression for editors. The parser may be stricter, never laxer.
  package var pattern: String?
  /// Longest text, in unicode scalars.
  package var longest: Int?
  /// Bounds of a whole number; its presence makes the value a number.
  package var bounds: ClosedRange<Int>?
  /// Everything that may be written, with its meaning; empty when it is not a choice.
  package var choices: [Choice] = []

  package struct Choice: Sendable {
    package var text: String
    package var meaning: String
  }
}

/// Why a text is not the value that the field asks for.
struct ValueProblem: Error {
  var code: DiagnosticCode
  var message: String
  var hint: String?
  /// Where in the text, counted in unicode scalars; the whole value when absent.
  var offset: Int?

  init(_ code: DiagnosticCode, _ message: String, hint: String? = nil, offset: Int? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.offset = offset
  }
}
