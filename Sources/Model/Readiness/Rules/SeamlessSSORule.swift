import Vocabulary

/// Seamless single sign-on.
enum SeamlessSSORule {
  static let code = FindingCode(
    "seamless-sso",
    limit: "Seamless single sign-on works with both; Connect's wizard for it goes away with Connect Sync.",
    citations: [.decisionGuide])

  static let rule = ReadinessRule.onFact(
    .seamlessSSO, code, .information,
    fact: "Seamless single sign-on is on.",
    remedy: "Roll over the key of AZUREADSSOACC with the AzureADSSO PowerShell module from now on.")
}
