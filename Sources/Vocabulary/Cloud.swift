/// A Microsoft national cloud and where its services answer.
///
/// Source: Microsoft Learn, "National cloud deployments" (Microsoft Graph) and "National clouds" (Entra authentication).
package enum Cloud: String, Sendable, Hashable, CaseIterable {
  case global
  case usGov = "us-gov"
  case usGovDoD = "us-gov-dod"
  case china

  /// Root of Microsoft Graph, without a trailing slash; also the resource of the token scope `<root>/.default`.
  package var graphRoot: String {
    switch self {
    case .global: "https://graph.microsoft.com"
    case .usGov: "https://graph.microsoft.us"
    case .usGovDoD: "https://dod-graph.microsoft.us"
    case .china: "https://microsoftgraph.chinacloudapi.cn"
    }
  }

  /// Root of the token endpoints, without a trailing slash. For China the Entra page and the Graph page differ; this is the Entra page's.
  package var loginRoot: String {
    switch self {
    case .global: "https://login.microsoftonline.com"
    case .usGov, .usGovDoD: "https://login.microsoftonline.us"
    case .china: "https://login.partner.microsoftonline.cn"
    }
  }

  /// The admin center that the portal steps name.
  package var adminCenter: String {
    switch self {
    case .global: "https://entra.microsoft.com"
    case .usGov, .usGovDoD: "https://entra.microsoft.us"
    case .china: "https://entra.microsoftonline.cn"
    }
  }

  /// The `-Environment` of `Connect-MgGraph`. Source: Get-MgEnvironment in the Microsoft Graph PowerShell reference.
  package var graphPowerShellEnvironment: String {
    switch self {
    case .global: "Global"
    case .usGov: "USGov"
    case .usGovDoD: "USGovDoD"
    case .china: "China"
    }
  }

  /// The `ENVIRONMENTNAME` of the agent's quiet installation; nil for the public cloud. Source: Cloud Sync,
  /// "Install the agent with PowerShell" (AzureUSGovernment); other clouds are not documented there.
  package var agentEnvironmentName: String? { self == .usGov || self == .usGovDoD ? "AzureUSGovernment" : nil }

  /// Whether Graph files are written for it. The Cloud Sync prerequisites list the public and the US Government clouds only;
  /// China is unverified, so its Graph files are withheld.
  package var hasVerifiedGraph: Bool { self != .china }

  package var title: String {
    switch self {
    case .global: "Global (and GCC)"
    case .usGov: "US Government L4 (GCC High)"
    case .usGovDoD: "US Government L5 (DoD)"
    case .china: "China (21Vianet)"
    }
  }
}
