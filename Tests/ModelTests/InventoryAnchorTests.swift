import Diagnostics
import SampleEstates
import Testing

@testable import Model

/// Anchors as the inventory measured them.
@Suite struct InventoryAnchorTests {
  private static let objectGUID = [("source-anchor: mS-DS-ConsistencyGuid", "source-anchor: objectGUID")]

  private static func names(
    _ changes: [(String, String)] = [], users: [Int] = [100, 99, 0], groups: [Int] = [10, 0, 0], contacts: [Int] = [4, 0, 0],
    export: SampleExport? = nil
  ) throws -> [String] {
    let sample = InventorySample.sample { $0.anchors = [users, groups, contacts] }
    var diagnostics = DiagnosticList()
    let site = try InventorySample.site(changes, [sample], export: export, into: &diagnostics)
    return SiteSample.names(ReadinessCheck.run(site)).filter { $0.contains("anchor") }
  }

  /// An export whose rule anchors groups on objectGUID, as Microsoft's does.
  private static func anchoring() -> SampleExport {
    var rule = SampleExport.Rule(
      id: "20000000-0000-4000-8000-000000000002", name: "In from AD - Group Common", tag: "Microsoft.InfromADGroupCommon.006",
      source: "group", target: "group", precedence: 130)
    rule.mappings = [("sourceAnchorBinary", "ConvertFromBase64(ConvertToBase64([objectGUID]))")]
    return SiteSample.export(with: rule)
  }

  @Test("An anchor on objectGUID is contradicted by every object with another mS-DS-ConsistencyGuid")
  func anchoredOnObjectGUID() throws {
    #expect(try Self.names(Self.objectGUID) == [])
    #expect(try Self.names(Self.objectGUID, users: [100, 99, 1]) == ["blocker anchor-differs"])
    #expect(
      try Self.names(Self.objectGUID, users: [100, 99, 1], groups: [10, 2, 2], contacts: [4, 1, 1])
        == Array(repeating: "blocker anchor-differs", count: 3))
  }

  @Test("With mS-DS-ConsistencyGuid as anchor users may differ, and groups may not without a look at the rules")
  func anchoredOnConsistencyGuid() throws {
    #expect(try Self.names(users: [100, 99, 50]) == ["information anchor-not-filled"])
    #expect(try Self.names(groups: [10, 2, 2]) == ["partial anchor-differs", "information anchor-not-filled"])
    #expect(
      try Self.names(groups: [10, 2, 2], export: Self.anchoring()) == ["blocker anchor-differs", "information anchor-not-filled"])
    #expect(
      try Self.names(groups: [10, 2, 2], export: SampleExport()) == ["information anchor-not-filled"], "no rule anchors groups")
  }

  @Test("Groups anchored on objectGUID are a question until they are measured, and then a remark or a blocker")
  func measured() throws {
    let export = Self.anchoring()
    let before = SiteSample.names(try SiteSample.findings(SiteSample.oneServer, export)).filter { $0.contains("anchor") }
    #expect(before == ["question groups-anchored-on-object-guid"])
    #expect(
      try Self.names(users: [100, 100, 0], export: export) == ["information groups-anchored-on-object-guid"])
    #expect(try Self.names(users: [100, 100, 0], groups: [10, 1, 1], export: export) == ["blocker anchor-differs"])
  }

  @Test(
    "Users without the anchor are a remark, and none with it is a condition",
    arguments: [(100, ""), (99, "information"), (1, "information"), (0, "partial")])
  func filled(filled: Int, severity: String) throws {
    #expect(try Self.names(users: [100, filled, 0]) == (severity == "" ? [] : ["\(severity) anchor-not-filled"]))
  }
}
