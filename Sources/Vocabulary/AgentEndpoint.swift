/// A host that the provisioning agent has to reach, by name and port.
package struct AgentEndpoint: Sendable, Hashable {
  package let host: String
  package let port: Int
}

extension Cloud {
  /// Hosts that can be tried one by one.
  ///
  /// Source: Microsoft Learn, "Cloud Sync prerequisites" (2025-04-09), for the public cloud; "Hybrid identity considerations for Azure Government" for
  /// the US Government clouds. For China nothing is documented; its sign-in host alone is tried.
  package var agentEndpoints: [AgentEndpoint] {
    switch self {
    case .global:
      [
        AgentEndpoint(host: "login.microsoftonline.com", port: 443), AgentEndpoint(host: "login.windows.net", port: 443),
        AgentEndpoint(host: "mscrl.microsoft.com", port: 80), AgentEndpoint(host: "crl.microsoft.com", port: 80),
        AgentEndpoint(host: "ocsp.msocsp.com", port: 80), AgentEndpoint(host: "www.microsoft.com", port: 80),
      ]
    case .usGov, .usGovDoD:
      [
        AgentEndpoint(host: "login.microsoftonline.us", port: 443), AgentEndpoint(host: "login.windows.us", port: 443),
        AgentEndpoint(host: "mscrl.microsoft.us", port: 80), AgentEndpoint(host: "crl.microsoft.us", port: 80),
        AgentEndpoint(host: "ocsp.msocsp.us", port: 80), AgentEndpoint(host: "www.microsoft.us", port: 80),
      ]
    case .china: [AgentEndpoint(host: "login.partner.microsoftonline.cn", port: 443)]
    }
  }

  /// Families of hosts, port 443, that have to be open and cannot be tried. Sources: as for `agentEndpoints`.
  package var agentEndpointFamilies: [String] {
    switch self {
    case .global:
      [
        "*.msappproxy.net", "*.servicebus.windows.net", "*.microsoftonline.com", "*.microsoft.com", "*.msappproxy.com",
        "*.windowsazure.com",
      ]
    case .usGov, .usGovDoD:
      ["*.msappproxy.us", "*.servicebus.usgovcloudapi.net", "*.microsoftonline.us", "*.microsoftonline-p.us"]
    case .china: []
    }
  }
}
