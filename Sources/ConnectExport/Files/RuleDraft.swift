import Diagnostics
import Vocabulary

/// A rule file as far as it was read.
struct RuleDraft: ReportingDraft {
  var diagnostics = DiagnosticList()
  var place: SourceRange?
  var id: ExportText?
  var internalID: ExportText?
  var name: ExportText?
  var description: ExportText?
  var tag: ExportText?
  var direction: ExportText?
  var disabled: ExportText?
  var connector: ExportText?
  var source: ExportText?
  var target: ExportText?
  var link: ExportText?
  var precedence: ExportText?
  var passwords: ExportText?
  var mappings: [MappingDraft] = []
  var joins: [[JoinDraft]] = []
  var scope: [[ClauseDraft]] = []

  /// The rule, or nil when something is wrong with it, and then it is reported.
  mutating func finish() -> ExportRule? {
    guard let place else { return nil }
    let id = value(id, "id", "an identifier in braces") { GUID($0.text) }
    let name = required(name, "name", "the rule's name")
    let direction = value(direction, "direction", "Inbound or Outbound") { ExportRule.Direction(rawValue: $0.text) }
    let disabled = value(disabled, "disabled", "True or False", \.bool)
    let connector = value(connector, "connector", "an identifier in braces") { GUID($0.text) }
    let source = required(source, "sourceObjectType", "an object class")
    let target = required(target, "targetObjectType", "an object class")
    let link = required(link, "linkType", "a kind of link such as Join")
    let number = value(precedence, "precedence", "a number") { Self.number($0.text) }
    let passwords = optionalValue(passwords, "EnablePasswordSync", "true or false", \.bool)
    let mappings = mappings.compactMap { mapping($0) }
    let scope = scope.map { $0.compactMap { clause($0) } }
    guard !diagnostics.hasErrors, let id, let name, let direction, let disabled, let connector, let source, let target, let link,
      let number
    else { return nil }
    return ExportRule(
      id: id, name: name, description: description?.text ?? "", immutableTag: tag?.text ?? "", direction: direction,
      isDisabled: disabled, connector: connector, sourceObjectType: source.text, targetObjectType: target.text,
      linkType: ExportRule.LinkType(link.text), precedence: number, precedencePlace: precedence?.place ?? place,
      synchronizesPasswords: passwords, mappings: mappings,
      joins: joins.map {
        $0.map {
          ExportRule.JoinCondition(
            connectorSpaceAttribute: $0.connectorSpaceAttribute, metaverseAttribute: $0.metaverseAttribute)
        }
      },
      scope: scope, place: place)
  }

  /// A whole number from 0 up that fits; signs and blanks are none.
  private static func number(_ text: String) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  /// A non-empty expression is one; else attributes flow directly; else the text is a constant (the Documenter's own order).
  private mutating func mapping(_ draft: MappingDraft) -> ExportRule.Mapping? {
    guard let destination = required(draft.destination, "dest", "the attribute that the mapping writes") else { return nil }
    let source: ExportRule.Mapping.Source
    if let expression = draft.expression, !expression.isEmpty {
      source = .expression(expression.raw, sources: draft.attributes)
    } else if let first = draft.attributes.first {
      source = .direct(first)
    } else {
      source = .constant(draft.constant?.text ?? "")
    }
    return ExportRule.Mapping(
      destination: destination, source: source, mergeType: draft.mergeType, isExecutedOnce: draft.isExecutedOnce)
  }

  private mutating func clause(_ draft: ClauseDraft) -> ExportRule.ScopeClause? {
    guard !draft.operator.utf8.isEmpty else {
      diagnostics.report(
        .exportValueMissing, "the element 'csOperator' is missing", at: draft.place,
        hint: "an operator such as EQUAL is expected there; export the configuration again")
      return nil
    }
    return ExportRule.ScopeClause(
      attribute: draft.attribute, operator: draft.operator, value: draft.value ?? ExportText("", at: draft.place))
  }
}

struct MappingDraft {
  var destination: ExportText?
  var attributes: [String] = []
  var constant: ExportText?
  var expression: ExportText?
  var mergeType = ""
  var isExecutedOnce: Bool
  var place: SourceRange
}

struct JoinDraft {
  var connectorSpaceAttribute = ""
  var metaverseAttribute = ""
}

struct ClauseDraft {
  var attribute = ""
  var `operator` = ""
  var value: ExportText?
  var place: SourceRange
}

extension RuleDraft {
  /// The condition that is being read. There is one: its element was entered.
  var lastJoin: JoinDraft {
    get { joins[joins.count - 1][joins[joins.count - 1].count - 1] }
    set { joins[joins.count - 1][joins[joins.count - 1].count - 1] = newValue }
  }

  var lastClause: ClauseDraft {
    get { scope[scope.count - 1][scope[scope.count - 1].count - 1] }
    set { scope[scope.count - 1][scope[scope.count - 1].count - 1] = newValue }
  }
}
