import Foundation
import SampleEstates
import Testing

/// Units of which Connect Sync leaves a part out, from the file and the inventory to the kit on the disk.
@Suite struct ExpansionCommandTests {
  private static let root = "DC=contoso,DC=com"

  /// Contoso whose staff unit has an excluded part, and the results of an inventory beside it.
  private static func estate(_ containers: [String], direct: Int = 0) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let yaml = SampleEstate.withoutTestObjects(
      SampleEstate.contoso(exclude: ["OU=Robots,OU=Staff"]).replacing(
        "goal: full\n", with: "goal: full\ninventory: contoso-run\n"))
    try folder.write(yaml, to: "contoso.yaml")
    try write(containers, direct: direct, in: folder)
    return folder
  }

  private static func write(_ containers: [String], direct: Int = 0, in folder: TemporaryFolder) throws {
    func entry(_ dn: String, _ name: String, _ users: Int) -> String {
      let escaped = dn.replacing("\\", with: "\\\\")
      return
        "{\"dn\":\"\(escaped)\",\"class\":\"\(name)\",\"objects\":{\"users\":\(users),\"inetorgpersons\":0,\"groups\":0,\"contacts\":0,\"computers\":0}}"
    }
    let units =
      [entry(root, "domainDNS", 0)]
      + (["OU=CloudSyncPilot", "OU=Staff"] + containers.map { "\($0),OU=Staff" }).map {
        entry("\($0),\(root)", "organizationalUnit", $0 == "OU=Staff" ? direct : 0)
      }
    try folder.write(
      "{\"format\":1,\"kind\":\"syncshift-inventory\",\"domain\":\"contoso.com\",\"dn\":\"\(root)\",\"organizationalUnits\":[\(units.joined(separator: ","))]}",
      to: "contoso-run/evidence/contoso.com/inventory.json")
  }

  private static func units(_ folder: TemporaryFolder) throws -> Set<String> {
    let manifest = try JSONSerialization.jsonObject(with: Data(folder.bytes("kits/contoso/manifest.json"))) as? [String: Any]
    let domains = try #require(manifest?["units"] as? [String: [String]])
    return Set(domains.values.flatMap(\.self))
  }

  @Test func theInventoryDecidesWhatGoesOver() throws {
    let folder = try Self.estate(["OU=B", "OU=R\\+D\\, Labs", "OU=Robots"])
    let run = try Program.run(["generate", "contoso.yaml", "--output", "kits"], in: folder.path)
    #expect(run.status == 0, "\(run.errorText)")
    #expect(
      try Self.units(folder) == [
        "OU=CloudSyncPilot,\(Self.root)", "OU=B,OU=Staff,\(Self.root)", "OU=R\\+D\\, Labs,OU=Staff,\(Self.root)",
      ])
    let assessed = try Program.run(["assess", "contoso.yaml"], in: folder.path).outputText
    #expect(assessed.contains("unit-expanded") && !assessed.contains("excluded-container-below-unit"))
    #expect(
      FileManager.default.fileExists(
        atPath: "\(folder.path)kits/contoso/waves/02-staff/60-start/contoso.com/05-check-siblings.ps1"))
  }

  @Test func aLaterInventoryMayBringContainersAndMustNotLoseAny() throws {
    let folder = try Self.estate(["OU=B", "OU=C", "OU=Robots"])
    let generate = ["generate", "contoso.yaml", "--output", "kits"]
    #expect(try Program.run(generate, in: folder.path).status == 0)
    let before = try Self.units(folder)

    try Self.write(["OU=B", "OU=C", "OU=D", "OU=Robots"], in: folder)
    let planned = try Program.run(["plan", "contoso.yaml", "--output", "kits"], in: folder.path)
    #expect(planned.status == 2)
    #expect(try Program.run(generate, in: folder.path).status == 0)
    #expect(try Self.units(folder) == before.union(["OU=D,OU=Staff,\(Self.root)"]))

    let kept = try folder.bytes("kits/contoso/manifest.json")
    try Self.write(["OU=B", "OU=D", "OU=Robots"], in: folder)
    let lost = try Program.run(generate, in: folder.path)
    #expect(lost.status == 1)
    #expect(lost.errorText.contains("[retired-unit]") && lost.errorText.contains("OU=C,OU=Staff"), "\(lost.errorText)")
    #expect(try folder.bytes("kits/contoso/manifest.json") == kept)
  }

  @Test func withoutAnInventoryOrWithObjectsBesideTheUnitsItIsBlocked() throws {
    let folder = try Self.estate(["OU=B", "OU=Robots"], direct: 4)
    let direct = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(direct.status == 1)
    #expect(
      direct.outputText.contains("BLOCKER      objects-beside-expanded-units") && direct.outputText.contains("4 objects lie"))
    try folder.write(
      SampleEstate.withoutTestObjects(SampleEstate.contoso(exclude: ["OU=Robots,OU=Staff"])), to: "contoso.yaml")
    let blind = try Program.run(["assess", "contoso.yaml"], in: folder.path)
    #expect(blind.status == 1)
    #expect(
      blind.outputText.contains("BLOCKER      excluded-container-below-unit") && blind.outputText.contains("at 'inventory'"))
  }
}
