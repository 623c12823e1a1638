import Model
import Plan
import SampleEstates
import Testing

@Suite("Steps of optional Graph features")
struct GraphPhaseTests {
  /// Every step of the plan, forward, in the order of work.
  private func order(_ yaml: String) throws -> [Step] { try SampleEstate.plan(yaml).phases.flatMap(\.steps) }

  private func index(_ id: String, in steps: [Step]) throws -> Int {
    try #require(steps.firstIndex { $0.id == id }, "\(id) is no step")
  }

  @Test func extensionsAreCreatedAfterTheSettingsAndMappedByHandBeforeTheFirstScope() throws {
    let steps = try order(SampleEstate.yaml("fabrikam"))
    let secrets = try index("graph.fabrikam.com.secrets", in: steps)
    let create = try index("graph.fabrikam.com.extensions", in: steps)
    let map = try index("graph.fabrikam.com.map-extensions", in: steps)
    let scope = try index("waves.research.scope.put.fabrikam.com", in: steps)
    #expect(secrets < create && create < map && map < scope)
    #expect(steps[create].script?.kind == .createExtensions)
    #expect(steps[create].needs == ["graph.fabrikam.com.secrets"])
    #expect(steps[create].changesState && steps[create].isForward)
    #expect(steps[map].needs == ["graph.fabrikam.com.extensions"])
    #expect(steps[map].script == nil)
    #expect(steps[map].place == .portal)
    #expect(steps[map].citations.contains(.customAttributes))
    for attribute in ["employeeID", "fabrikam-CostCentre"] {
      #expect(steps[create].purpose.utf8.contains(attribute), "\(attribute)")
      #expect(steps[map].purpose.utf8.contains(attribute), "\(attribute)")
    }
  }

  @Test(arguments: ["emea.fabrikam.com", "apac.fabrikam.com", "labs.fabrikam.net"])
  func aDomainWithoutExtensionsHasNoStepForThem(_ domain: String) throws {
    let ids = try order(SampleEstate.yaml("fabrikam")).map(\.id)
    #expect(!ids.contains("graph.\(domain).extensions"))
    #expect(!ids.contains("graph.\(domain).map-extensions"))
  }

  @Test func theMappingByHandSaysWhichSourceIsMissing() throws {
    let steps = try order(SampleEstate.yaml("fabrikam"))
    let map = steps[try index("graph.fabrikam.com.map-extensions", in: steps)]
    #expect(map.purpose.utf8.contains("Microsoft documents the mapping in the portal only"))
  }

  @Test func devicesStartAfterProvisioningWasWatchedAndOnlyWhereTheyAreWanted() throws {
    let steps = try order(SampleEstate.yaml("fabrikam"))
    let starts = steps.filter { $0.script?.kind == .startDeviceSync }
    #expect(starts.map(\.id) == ["waves.research.start.device-sync.labs.fabrikam.net"])
    let start = try #require(starts.first)
    #expect(start.needs.contains("waves.research.start.watch.labs.fabrikam.net"))
    let gate = try index("waves.research.start.gate.labs.fabrikam.net", in: steps)
    #expect(start.title.utf8.contains("preview"))
    #expect(start.changesState && start.isForward)
    let watch = try index("waves.research.start.watch.labs.fabrikam.net", in: steps)
    #expect(gate < watch)
    #expect(watch < (try index(start.id, in: steps)))
  }

  @Test func devicesThatNobodyWantsHaveNoStep() throws {
    let yaml = SampleEstate.yaml(
      "fabrikam",
      replacing: [
        ("          device-sync: { wanted: yes, acknowledge-preview: yes }\n", ""),
        ("[user, inetOrgPerson, group, device]", "[user, inetOrgPerson, group]"),
      ])
    #expect(!(try order(yaml)).contains { $0.script?.kind == .startDeviceSync })
  }

  @Test func aPreviewThatNobodyAcknowledgedIsRefused() throws {
    let yaml = SampleEstate.yaml("fabrikam", replacing: [("acknowledge-preview: yes", "acknowledge-preview: no")])
    #expect(throws: SampleEstate.Refused.self) { try order(yaml) }
  }
}

extension String.UTF8View {
  /// Whether the bytes of `piece` stand somewhere in these.
  fileprivate func contains(_ piece: String) -> Bool {
    let wanted = Array(piece.utf8)
    let mine = Array(self)
    guard wanted.count <= mine.count else { return false }
    return (0...(mine.count - wanted.count)).contains { mine[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
