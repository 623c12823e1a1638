/// A number in the registry of a Windows server, below HKEY_LOCAL_MACHINE.
package struct RegistryNumber: Sendable, Hashable {
  /// What it belongs to, as the check of agent servers calls it.
  package let part: String
  /// Path below HKEY_LOCAL_MACHINE.
  package let key: String
  package let name: String
  /// A DWORD.
  package let data: Int
}

/// TLS 1.2 on servers that hold a provisioning agent.
package enum AgentTransportSecurity {
  /// What has to be set before the agent is installed, in the order and the spelling of Microsoft's text; the server is restarted afterwards.
  ///
  /// Source: Microsoft Learn, "Prerequisites for Microsoft Entra Cloud Sync", TLS requirements (2023-11-06, unchanged 2025-04-09).
  package static let values: [RegistryNumber] =
    ["Client", "Server"].flatMap { side in
      [("DisabledByDefault", 0), ("Enabled", 1)].map { name, data in
        RegistryNumber(part: side, key: "\(protocolKey)\\\(side)", name: name, data: data)
      }
    } + [
      RegistryNumber(
        part: "dotnet", key: "SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319", name: "SchUseStrongCrypto", data: 1)
    ]

  private static let protocolKey = "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2"
}
