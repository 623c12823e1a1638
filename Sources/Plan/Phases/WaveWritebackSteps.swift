import Model
import Vocabulary

/// What came back to Active Directory, for estates in which something does. Unknown counts as off here: there is a question in the report instead.
enum WaveWritebackSteps {
  static func steps(_ wave: WaveContext, _ domain: String) -> [Step] {
    let features = Writeback.features(of: wave.plan.domain(domain), wave.plan.environment)
    guard !features.isEmpty else { return [] }
    let starts =
      wave.plan.hasGraph && wave.plan.domain(domain).cloudSync.exchangeHybridWriteback.value
      ? [wave.id("start.exchange-writeback", domain)] : []
    return [
      Step(
        id: wave.id("verify.writeback", domain), title: "Check what is written back to \(domain)",
        purpose:
          "Looks in Active Directory for what the cloud has to bring there (\(features.map(\.title).joined(separator: ", "))), and that no source anchor was written.",
        actor: .directoryAdministrator, place: .managementHost, minutes: 2...30,
        needs: [wave.id("verify.collect", domain)] + starts,
        action: .run(
          Script(
            .checkWriteback, for: .waveInDomain(wave.index, domain),
            at: "\(wave.layout.verify(wave.index, domain))/25-check-writeback.ps1")),
        undo: .nothing("it only reads"),
        expected: "Every value names its object in the cloud, and no anchor has changed.",
        goNoGo:
          "Stop at a value that names another object and at a changed anchor. What could not be verified has not passed; once it was looked at by hand: -AcceptNotVerified; the result says so.",
        citations: [.exchangeHybrid, .passwordWriteback, .groupWriteback, .cloudSyncFAQ, .inference],
        keyPaths: wave.keyPaths + ["connect.features", "forests[].domains[\(domain)].cloud-sync"], changesState: false,
        isForward: false)
    ]
  }
}
