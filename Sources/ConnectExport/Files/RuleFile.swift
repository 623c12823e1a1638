import Diagnostics
import Vocabulary

/// `SynchronizationRule_{…}.xml`. Shape of the elements: RULE-XML.
enum RuleFile {
  typealias Rule = ElementRule<RuleDraft>

  static let root: Rule = .element(
    "synchronizationRule",
    [
      leaf("id", \.id), leaf("internal-id", \.internalID), leaf("name", \.name), leaf("description", \.description),
      leaf("immutable-tag", \.tag), leaf("direction", \.direction), leaf("disabled", \.disabled), leaf("connector", \.connector),
      leaf("sourceObjectType", \.source), leaf("targetObjectType", \.target), leaf("linkType", \.link),
      leaf("precedence", \.precedence), leaf("EnablePasswordSync", \.passwords),
      mappings, joins, scope,
    ]
  ) { draft, element in draft.place = element.place }

  private static func leaf(_ name: String, _ slot: WritableKeyPath<RuleDraft, ExportText?> & Sendable) -> Rule {
    .text(name) { draft, text in draft.keep(text, name, in: slot) }
  }

  private static let executeOnce = cString("execute-once")

  private static let mappings: Rule = .element(
    "attribute-mappings",
    [
      .element(
        "mapping",
        [
          .text("dest") { $0.mappings[$0.mappings.count - 1].destination = $1 },
          .text("src", [.text("attr") { $0.mappings[$0.mappings.count - 1].attributes.append($1.text) }]) {
            $0.mappings[$0.mappings.count - 1].constant = $1
          },
          .text("expression") { $0.mappings[$0.mappings.count - 1].expression = $1 },
          .text("valueMergeType") { $0.mappings[$0.mappings.count - 1].mergeType = $1.text },
        ]
      ) { draft, element in
        let once = element[attribute: executeOnce].map { ExportText($0, at: element.place).bool == true } ?? false
        draft.mappings.append(MappingDraft(isExecutedOnce: once, place: element.place))
      }
    ])

  private static let joins: Rule = .element(
    "relationshipCriteria",
    [
      .element(
        "conditions",
        [
          .element(
            "condition",
            [
              .text("csAttribute") { $0.lastJoin.connectorSpaceAttribute = $1.text },
              .text("ilmAttribute") { $0.lastJoin.metaverseAttribute = $1.text },
            ]
          ) { draft, _ in draft.joins[draft.joins.count - 1].append(JoinDraft()) }
        ]
      ) { draft, _ in draft.joins.append([]) }
    ])

  private static let scope: Rule = .element(
    "synchronizationCriteria",
    [
      .element(
        "conditions",
        [
          .element(
            "scope",
            [
              .text("csAttribute") { $0.lastClause.attribute = $1.text },
              .text("csOperator") { $0.lastClause.operator = $1.text },
              .text("csValue") { $0.lastClause.value = $1 },
            ]
          ) { draft, element in draft.scope[draft.scope.count - 1].append(ClauseDraft(place: element.place)) }
        ]
      ) { draft, _ in draft.scope.append([]) }
    ])
}
