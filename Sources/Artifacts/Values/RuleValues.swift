import Plan

/// What templates may say about a synchronization rule.
enum RuleValues {
  static let table = ValueTable<RuleSubject>([
    .text("id") { $0.scoped.rule.id.text },
    .text("name") { $0.scoped.rule.name },
    .text("description") { $0.scoped.rule.description },
    .text("direction") { $0.scoped.rule.directionName },
    .flag("isInbound") { $0.scoped.rule.isInbound },
    // Empty for outbound rules, which belong to the Entra connector.
    .text("connectorName") { $0.scoped.rule.connectorName ?? "" },
    .text("sourceObjectType") { $0.scoped.rule.sourceObjectType },
    .text("targetObjectType") { $0.scoped.rule.targetObjectType },
    .text("linkType") { $0.scoped.rule.linkType },
    .integer("precedence") { $0.scoped.rule.precedence },
    .text("scopeOperator") { $0.plan.environment.kit.scopeOperator.value.ruleOperator },
    // What the scope groups of an inbound rule compare dn with, one a group; empty for outbound rules.
    .texts("scopeValues") { $0.scoped.scopeValues(for: $0.plan.environment.kit.scopeOperator.value) },
    // The distinguished names whose objects an inbound rule marks; empty for outbound rules.
    .texts("units") { $0.scoped.units.map(\.name.value.text) },
  ])
}
