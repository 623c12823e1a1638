/// The lowest build of the provisioning agent that a feature asks for. Source: agent version history (MS-VER).
package enum AgentVersion {
  /// Password writeback.
  package static let passwordWriteback = "1.1.977.0"
  /// Exchange hybrid writeback and device synchronization.
  package static let exchangeHybridAndDevices = "1.1.1107.0"
  /// US Government clouds: 1.1.2102 had a password writeback fault there, mended in this build.
  package static let usGovernment = "1.1.2108.0"
  /// References across domains resolve, and nested organizational units are paged.
  package static let crossDomainReferences = "1.1.2505.0"
}
