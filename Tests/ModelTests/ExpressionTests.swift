import Testing

@testable import Model

@Suite struct ExpressionTests {
  /// The shapes of Microsoft's own default mappings; an empty argument leaves no parameter.
  @Test(
    arguments: [
      ("[mail]", "[mail]"),
      ("\"True\"", "\"True\""),
      ("Trim([c])", "Trim{source:[c]}"),
      ("Left(Trim(Item([url], 1)), 448)", "Left{source:Trim{source:Item{source:[url] index:\"1\"}} length:\"448\"}"),
      (
        "IIF(IsPresent([displayName]), [displayName], [cn])",
        "IIF{one:IsPresent{source:[displayName]} four:[displayName] five:[cn]}"
      ),
      (
        "IIF(BitAnd([userAccountControl], 2)=\"0\", \"True\", \"False\")",
        "IIF{one:BitAnd{left:[userAccountControl] right:\"2\"} two:\"=\" three:\"0\" four:\"True\" five:\"False\"}"
      ),
      ("IIF(IsPresent([mail]), [mail], )", "IIF{one:IsPresent{source:[mail]} four:[mail]}"),
      (
        "FormatDateTime(DateFromNum([pwdLastSet]), , \"yyyyMMddHHmmss.0Z\")",
        "FormatDateTime{source:DateFromNum{source:[pwdLastSet]} outputFormat:\"yyyyMMddHHmmss.0Z\"}"
      ),
      ("Join(\"@\", [sAMAccountName], \"a\", \"b\")", "Join{separator:\"@\" source:[sAMAccountName] source:\"a\" source:\"b\"}"),
      ("Error(\"AccountName is not present\")", "Error{message:\"AccountName is not present\"}"),
      ("RemoveDuplicates(Trim([proxyAddresses]))", "RemoveDuplicates{source:Trim{source:[proxyAddresses]}}"),
      ("Not([accountDisabled])", "Not{source:[accountDisabled]}"),
      ("\"a, (b) [c]\"", "\"a, (b) [c]\""),
      ("  Trim( [extensionAttribute1] )  ", "Trim{source:[extensionAttribute1]}"),
    ])
  func expressionsBecomeTheTreesOfJobSchemas(text: String, tree: String) throws {
    var parser = ExpressionParser(text)
    #expect(Self.spell(try parser.parse()) == tree)
  }

  @Test(
    arguments: [
      ("", "invalid-expression", 0), ("mail", "invalid-expression", 0), ("[mail", "invalid-expression", 0),
      ("[]", "invalid-expression", 0), ("\"x", "invalid-expression", 0), ("Trim([a]", "invalid-expression", 8),
      ("Trim([a]))", "invalid-expression", 9), ("Trim([a] [b])", "invalid-expression", 9), ("Trim()", "invalid-expression", 5),
      ("trim([a])", "unknown-function", 0), ("Left([a])", "wrong-arguments", 0), ("Trim(Mid([a], 1, 2))", "unknown-function", 5),
      ("IIF(, [a], [b])", "wrong-arguments", 0), ("IIF([a] == \"x\", [a], [b])", "invalid-expression", 8),
      ("Trim(`id`)", "invalid-expression", 5), ("Trim([a\u{301}])", "invalid-expression", 5),
    ])
  func mistakesAreFoundAtTheirPlace(text: String, code: String, offset: Int) {
    var parser = ExpressionParser(text)
    do throws(ValueProblem) {
      _ = try parser.parse()
      Issue.record("\(text) was taken")
    } catch {
      #expect(error.code.name == code)
      #expect(error.offset == offset)
      #expect(error.hint != nil)
    }
  }

  @Test func deepNestingIsRefusedAndNotACrash() {
    var parser = ExpressionParser(String(repeating: "Trim(", count: 700) + "[a]" + String(repeating: ")", count: 700))
    #expect(throws: ValueProblem.self) { try parser.parse() }
  }

  static func spell(_ expression: MappingExpression) -> String {
    switch expression {
    case .attribute(let name): "[\(name)]"
    case .constant(let text): "\"\(text)\""
    case .function(let name, let parameters):
      "\(name){\(parameters.map { "\($0.key):\(spell($0.value))" }.joined(separator: " "))}"
    }
  }
}
