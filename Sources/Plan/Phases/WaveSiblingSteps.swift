import Vocabulary

/// Where units are expanded: whether anything new lies beside what stands in their place. Asks Active Directory alone.
enum WaveSiblingSteps {
  static func steps(_ wave: WaveContext, _ scope: ScopeRevision.DomainScope, needs: [String]) -> [Step] {
    guard !scope.expandedParents.isEmpty else { return [] }
    let domain = scope.domain
    return [
      Step(
        id: wave.id("start.siblings", domain), title: "Look for new containers beside the units of \(domain)",
        purpose:
          "Connect Sync leaves a part of some units out, so the containers beside it go over one by one. One that was created there since the inventory, or an object that lies directly "
          + "there, would have nobody to synchronize it after the cutover.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 1...10, needs: needs,
        action: .run(
          Script(
            .checkSiblings, for: .waveInDomain(wave.index, domain),
            at: "\(wave.layout.start(wave.index, domain))/05-check-siblings.ps1")),
        undo: .nothing("it only reads"), expected: "Nothing new, and no object directly in an expanded unit.",
        goNoGo: "Stop at the first one; the start gate asks for this result.",
        citations: [.migrationTool, .inference], keyPaths: wave.keyPaths, changesState: false, isForward: false)
    ]
  }
}
