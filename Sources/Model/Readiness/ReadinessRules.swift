/// Every readiness rule, sorted by name.
enum ReadinessRules {
  static let all: [ReadinessRule] = [
    AgentsRule.rule, AlternateLoginRule.rule, AttributeFilteringRule.rule, CloudRule.rule, ConnectHealthRule.rule,
    ConnectScopeRule.rule, ConnectorIDsRule.rule, CrossDomainReferencesRule.rule, CrossForestReferencesRule.rule,
    DeviceSyncRule.rule, DeviceWritebackRule.rule, DirectoryExtensionsRule.rule, DisconnectedForestsRule.rule,
    DomainServicesRule.rule,
    ExchangeWritebackRule.rule, ExcludedBelowUnitRule.rule, ExpandedUnitRule.rule, FederationRule.rule,
    FilterCustomRulesRule.rule,
    ForcePasswordChangeRule.rule, ForestsRule.rule, GroupFilteringRule.rule, GroupProvisioningRule.rule,
    GroupWritebackV1Rule.rule,
    GroupWritebackV2Rule.rule, GuestAccountsRule.rule, InetOrgPersonPasswordRule.rule, InstallKindRule.rule,
    JoinCustomRulesRule.rule, LargestGroupRule.rule, MailPublicFoldersRule.rule, ManualCloudEditsRule.rule,
    MatchingAcrossForestsRule.rule, MergedAttributesRule.rule, MultiSourceCustomRulesRule.rule,
    NetworkTranslationRule.rule, NoFlowBuildRule.rule, NotificationRule.rule, ObjectCountRule.rule, ObjectsBesideUnitsRule.rule,
    OtherConnectorsRule.rule, PassThroughRule.rule, PasswordHashSyncRule.rule, PasswordWritebackRule.rule,
    PlannedMovesRule.rule, PlannedRenamesRule.rule, RetiredBuildRule.rule, ScopeLeftBehindRule.rule,
    SeamlessSSORule.rule, SeveralTenantsRule.rule, SimpleCustomRulesRule.rule, SourceAnchorRule.rule,
    StagingServersRule.rule, TypeLeftOutRule.rule, UncountedCustomRulesRule.rule, UserProvisioningRule.rule,
    UserWritebackRule.rule,
  ]

  /// What all rules find, without waivers.
  static func findings(_ environment: Environment) -> [Finding] { all.flatMap { $0.check(environment) } }
}
