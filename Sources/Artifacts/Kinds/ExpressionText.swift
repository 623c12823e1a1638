import Model

/// Spells a mapping expression the way job schemas do, from its tree, so that text and tree agree.
///
/// Source: the 136 default user mappings of published job schemas.
enum ExpressionText {
  static func text(of expression: MappingExpression) -> String {
    switch expression {
    case .attribute(let name): "[\(name)]"
    case .constant(let text): "\"\(text)\""
    case .function(let name, let parameters): "\(name)(\(arguments(name, parameters).joined(separator: ", ")))"
    }
  }

  private static func arguments(_ name: String, _ parameters: [MappingExpression.Parameter]) -> [String] {
    func value(_ key: String) -> String? {
      parameters.first { $0.key.utf8.elementsEqual(key.utf8) }.map { argument($0) }
    }
    // A comparison is three parameters: both sides and the operator between them.
    if name.utf8.elementsEqual("IIF".utf8), let operation = parameters.first(where: { $0.key.utf8.elementsEqual("two".utf8) }),
      case .constant(let sign) = operation.value
    {
      let comparison = "\(value("one") ?? "")\(sign)\(value("three") ?? "")"
      return [comparison, value("four") ?? "", value("five") ?? ""]
    }
    // An argument that was left empty has no parameter.
    if name.utf8.elementsEqual("FormatDateTime".utf8) {
      return ["source", "inputFormat", "outputFormat"].map { value($0) ?? "" }
    }
    return parameters.map { argument($0) }
  }

  /// Whole numbers stand without quotes where the function takes a number.
  private static func argument(_ parameter: MappingExpression.Parameter) -> String {
    let takesNumber = ["index", "length", "right"].contains { $0.utf8.elementsEqual(parameter.key.utf8) }
    if takesNumber, case .constant(let text) = parameter.value, !text.utf8.isEmpty,
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    {
      return text
    }
    return text(of: parameter.value)
  }
}
