/// A function of mapping expressions and the parameter keys that a job schema holds for its arguments.
///
/// Source: the 136 default user mappings of published job schemas; these functions reproduce their trees exactly.
struct ExpressionFunction: Sendable {
  let name: String
  /// Keys in the order of the arguments.
  let keys: [String]
  /// Arguments that must be there.
  let atLeast: Int
  /// Whether the last key repeats for any number of further arguments.
  var repeatsLast = false
  /// Whether an argument may be left empty, as in `FormatDateTime([x], , "yyyy")`; an empty argument leaves no parameter.
  var allowsEmpty = false

  /// Sorted by name. `IIF` is apart: a comparison in its first argument becomes three parameters.
  static let all: [ExpressionFunction] = [
    ExpressionFunction(name: "BitAnd", keys: ["left", "right"], atLeast: 2),
    ExpressionFunction(name: "DateFromNum", keys: ["source"], atLeast: 1),
    ExpressionFunction(name: "Error", keys: ["message"], atLeast: 1),
    ExpressionFunction(name: "FormatDateTime", keys: ["source", "inputFormat", "outputFormat"], atLeast: 3, allowsEmpty: true),
    ExpressionFunction(name: "IIF", keys: ["one", "four", "five"], atLeast: 2, allowsEmpty: true),
    ExpressionFunction(name: "IsPresent", keys: ["source"], atLeast: 1),
    ExpressionFunction(name: "Item", keys: ["source", "index"], atLeast: 2),
    ExpressionFunction(name: "Join", keys: ["separator", "source"], atLeast: 2, repeatsLast: true, allowsEmpty: true),
    ExpressionFunction(name: "Left", keys: ["source", "length"], atLeast: 2),
    ExpressionFunction(name: "Not", keys: ["source"], atLeast: 1),
    ExpressionFunction(name: "RemoveDuplicates", keys: ["source"], atLeast: 1),
    ExpressionFunction(name: "Trim", keys: ["source"], atLeast: 1),
  ]

  static func named(_ name: String) -> ExpressionFunction? { all.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
