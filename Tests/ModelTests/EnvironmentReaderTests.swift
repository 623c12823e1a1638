import Diagnostics
import Testing

@testable import Model

@Suite struct EnvironmentReaderTests {
  static let smallest: HandMade = [
    "version": "1", "environment": "contoso",
    "tenant": ["name": "contoso.onmicrosoft.com", "id": "3b1f62a8-9c0d-4e57-8a21-5f0c7d4e9b13"],
    "connect": [
      "build": "2.6.92.0", "source-anchor": "ms-ds-consistencyguid", "servers": [["name": "SYNC01", "role": "active"]],
    ],
    "forests": [["name": "contoso.com", "domains": [["name": "contoso.com"]]]],
    "waves": [["name": "pilot", "units": ["OU=CloudSyncPilot,DC=contoso,DC=com"]]],
  ]

  @Test func theSmallestFileIsReadAndTheRestIsDefault() throws {
    var diagnostics = DiagnosticList()
    let environment = try #require(EnvironmentReader.read(Self.smallest.node, into: &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(environment.connect.sourceAnchor.value == .consistencyGuid)
    #expect(environment.forests[0].connector.name.value == "contoso.com")
    #expect(environment.forests[0].objectTypes.map(\.value) == [.user, .group, .contact])
    #expect(environment.forests[0].domains[0].cloudSync.deleteThreshold.value == 50)
    #expect(environment.facts[.deviceSync].value == .unknown)
    #expect(environment.connect.precedence.from.value == 50)
    #expect(environment.goal.value == .full)
  }

  @Test func keyPathsNameElementsByTheirNames() throws {
    var diagnostics = DiagnosticList()
    let environment = try #require(EnvironmentReader.read(Self.smallest.node, into: &diagnostics))
    #expect(environment.waves[0].units[0].keyPath == "waves[pilot].units[0]")
    #expect(
      environment.forests[0].domains[0].cloudSync.deleteThreshold.keyPath
        == "forests[contoso.com].domains[contoso.com].cloud-sync.delete-threshold")
    #expect(environment.facts[.crossForestReferences].keyPath == "connect.estate.cross-forest-references")
  }
}
