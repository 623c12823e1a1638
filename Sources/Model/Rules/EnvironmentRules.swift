/// Every rule, sorted by name; waivers last, since they look at what the others leave.
enum EnvironmentRules {
  static let all: [EnvironmentRule] = [
    ActiveServerRule.rule, ConnectorIDRule.rule, DeviceRule.rule, ExceptionRule.rule, ForestRule.rule, GoalRule.rule,
    KitSettingsRule.rule,
    MappingRule.rule, MoveRule.rule, NormalizationRule.rule, PathLengthRule.rule, PrecedenceRule.rule, RepeatedValueRule.rule,
    ReservedNameRule.rule, TestObjectRule.rule, UniqueNameRule.rule, UnitCountRule.rule, UnitDomainRule.rule, UnitKindRule.rule,
    UnitOverlapRule.rule,
    WaiverRule.rule,
  ]
}
