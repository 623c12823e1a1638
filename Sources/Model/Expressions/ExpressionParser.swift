import Diagnostics

/// Reads a mapping expression: `[attribute]`, `"text"`, a number, or `Function(arguments)`.
struct ExpressionParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func parse() throws(ValueProblem) -> MappingExpression {
    let expression = try operand()
    skipBlanks()
    if let scalar = peek {
      throw problem("'\(scalar)' stands after the end of the expression", hint: "remove what follows the expression")
    }
    return expression
  }

  private mutating func operand() throws(ValueProblem) -> MappingExpression {
    skipBlanks()
    switch peek {
    case "[": return .attribute(try attribute())
    case "\"": return .constant(try quoted())
    case let scalar? where isDigit(scalar): return .constant(take(while: isDigit))
    case let scalar? where isLetter(scalar): return try function()
    case let scalar?: throw problem("'\(scalar)' begins no operand", hint: operandHint)
    case nil: throw problem("the expression ends where an operand is expected", hint: operandHint)
    }
  }

  private mutating func attribute() throws(ValueProblem) -> String {
    let start = position
    position += 1
    let name = take { isLetter($0) || isDigit($0) || $0 == "-" || $0 == "_" || $0 == "." }
    guard !name.isEmpty, peek == "]" else {
      position = min(position, scalars.count)
      throw problem("an attribute is not closed or has a wrong name", hint: "write it as [mail]", at: start)
    }
    position += 1
    return name
  }

  /// There is no escape: the service's own texts hold no quote.
  private mutating func quoted() throws(ValueProblem) -> String {
    let start = position
    position += 1
    let text = take { $0 != "\"" }
    guard peek == "\"" else { throw problem("a text in quotes is not closed", hint: "add the closing '\"'", at: start) }
    position += 1
    return text
  }

  private mutating func function() throws(ValueProblem) -> MappingExpression {
    let start = position
    let name = take { isLetter($0) || isDigit($0) }
    skipBlanks()
    guard peek == "(" else {
      throw problem(
        "\(MessageText.quote(name)) is neither an attribute nor a function", hint: "write [\(name)] or \"\(name)\"", at: start)
    }
    guard let function = ExpressionFunction.named(name) else {
      throw ValueProblem(
        .unknownFunction, "\(MessageText.quote(name)) is not a function that this program knows",
        hint: Suggestion.hintOrList(for: name, among: ExpressionFunction.all.map(\.name)), offset: start)
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else { throw problem("functions stand more than 32 deep", hint: "simplify the expression", at: start) }
    position += 1
    let arguments = try arguments(of: function)
    return .function(name: name, parameters: try parameters(function, arguments, at: start))
  }

  /// One argument: an operand, a comparison (in `IIF` only), or nothing.
  private struct Argument {
    var value: MappingExpression?
    var comparison: (operation: String, right: MappingExpression)?
  }

  private mutating func arguments(of function: ExpressionFunction) throws(ValueProblem) -> [Argument] {
    var arguments: [Argument] = []
    while true {
      skipBlanks()
      if peek == "," || peek == ")" {
        guard function.allowsEmpty else {
          throw problem("an argument of \(function.name) is empty", hint: "write an operand")
        }
        arguments.append(Argument())
      } else {
        var argument = Argument(value: try operand())
        skipBlanks()
        if function.name.utf8.elementsEqual("IIF".utf8), arguments.isEmpty { argument.comparison = try comparison() }
        arguments.append(argument)
      }
      skipBlanks()
      guard let scalar = peek else { throw problem("the arguments of \(function.name) are not closed", hint: "add ')'") }
      guard scalar == "," || scalar == ")" else {
        throw problem("'\(scalar)' stands between the arguments of \(function.name)", hint: "separate arguments by commas")
      }
      position += 1
      if scalar == ")" { return arguments }
    }
  }

  private mutating func comparison() throws(ValueProblem) -> (operation: String, right: MappingExpression)? {
    let operation = take { $0 == "=" || $0 == "<" || $0 == ">" }
    if operation.isEmpty { return nil }
    guard ["=", "<>", "<", ">", "<=", ">="].contains(where: { $0.utf8.elementsEqual(operation.utf8) }) else {
      throw problem(
        "'\(operation)' is not a comparison", hint: "write one of =, <>, <, >, <=, >=", at: position - operation.utf8.count)
    }
    return (operation, try operand())
  }

  private func parameters(
    _ function: ExpressionFunction, _ arguments: [Argument], at start: Int
  ) throws(ValueProblem) -> [MappingExpression.Parameter] {
    let count = arguments.count
    let most = function.repeatsLast ? 64 : function.keys.count
    guard count >= function.atLeast, count <= most, arguments[0].value != nil else {
      let given = count == 1 && arguments[0].value == nil ? 0 : count
      let range =
        most == function.atLeast
        ? "\(most)" : function.repeatsLast ? "\(function.atLeast) or more" : "\(function.atLeast) to \(most)"
      throw ValueProblem(
        .wrongArguments,
        "\(function.name) has \(given) argument\(given == 1 ? "" : "s") instead of \(range)",
        hint: "write \(function.name)(\(function.keys.joined(separator: ", ")))", offset: start)
    }
    var parameters: [MappingExpression.Parameter] = []
    for (index, argument) in arguments.enumerated() {
      guard let value = argument.value else { continue }
      parameters.append(.init(key: function.keys[min(index, function.keys.count - 1)], value: value))
      if let comparison = argument.comparison {
        parameters.append(.init(key: "two", value: .constant(comparison.operation)))
        parameters.append(.init(key: "three", value: comparison.right))
      }
    }
    return parameters
  }

  private var operandHint: String { "write [attribute], \"text\", a number or Function(arguments)" }
  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
  private mutating func skipBlanks() { while peek == " " { position += 1 } }

  private mutating func take(while accepts: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = peek, accepts(scalar) {
      text.append(scalar)
      position += 1
    }
    return String(text)
  }

  private func problem(_ message: String, hint: String, at offset: Int? = nil) -> ValueProblem {
    ValueProblem(.invalidExpression, message, hint: hint, offset: offset ?? position)
  }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
private func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }
