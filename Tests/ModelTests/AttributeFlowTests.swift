import SampleEstates
import Testing
import Vocabulary

@testable import Model

@Suite struct AttributeFlowTests {
  private typealias Sample = SiteSample

  /// An export whose rules bring an attribute in and out again.
  private static func export(_ flows: [(String, String)], to type: String = "user", filled: [String]? = nil) -> SampleExport {
    var inbound = SampleExport.Rule(
      id: "30000000-0000-4000-8000-000000000001", name: "In from AD - User Common", tag: "Microsoft.InfromADUserCommon.007",
      precedence: 110)
    inbound.mappings = (filled ?? flows.map(\.1)).map { ($0, "Trim([\($0)])") }
    var outbound = SampleExport.Rule(
      id: "30000000-0000-4000-8000-000000000002", name: "Out to AAD - Common", tag: "Microsoft.OuttoAADCommon.007",
      isInbound: false, connector: SampleExport.entra, source: "person", target: type, precedence: 120)
    outbound.mappings = flows.map { ($0.0, "Trim([\($0.1)])") }
    var export = SampleExport()
    export.rules += [inbound, outbound]
    return export
  }

  private static func found(_ export: SampleExport, _ changes: [(String, String)] = []) throws -> [Finding] {
    try Sample.findings(Sample.oneServer + changes, export).filter { $0.code.name == "attribute-flow-not-mirrored" }
  }

  @Test func whatCloudSyncWritesByDefaultIsNoFinding() throws {
    let flows = [
      ("displayName", "displayName"), ("EXTENSIONATTRIBUTE7", "extensionAttribute7"), ("sourceAnchor", "sourceAnchor"),
    ]
    #expect(try Self.found(Self.export(flows)).isEmpty)
  }

  @Test func whatOnlyConnectWritesIsNamedWithItsPlace() throws {
    let found = try Self.found(Self.export([("displayName", "displayName"), ("costCenter", "department"), ("badge", "badge")]))
    #expect(found.map(\.severity) == [.partial])
    let finding = try #require(found.first)
    #expect(finding.fact.contains("writes 2 attributes of user objects") && finding.fact.contains(": costCenter, badge ("))
    #expect(finding.range.file.hasSuffix("SynchronizationRule_{30000000-0000-4000-8000-000000000002}.xml"))
  }

  @Test func aMappingOfEveryDomainWithUnitsMirrorsIt() throws {
    let mapping = [
      (
        "          delete-threshold: 50",
        "          delete-threshold: 50\n          attribute-mappings: [{ object-type: user, target: CostCenter, attribute: department }]"
      )
    ]
    #expect(try Self.found(Self.export([("costCenter", "department")]), mapping).isEmpty)
    #expect(try Self.found(Self.export([("costCenter", "department")], to: "contact"), mapping).count == 1)
  }

  @Test func whatNothingFillsOrADisabledRuleWritesDoesNotFlow() throws {
    #expect(try Self.found(Self.export([("costCenter", "department")], filled: [])).isEmpty)
    var disabled = Self.export([("costCenter", "department")])
    disabled.rules[disabled.rules.count - 1].isDisabled = true
    #expect(try Self.found(disabled).isEmpty)
    var extensions = Self.export([("extension_0123_costCenter", "department")])
    extensions.set("Microsoft.OptionalFeature.DirectoryExtension", "False")
    #expect(try Self.found(extensions).isEmpty, "directory extensions have a finding of their own")
  }

  @Test func forClassesWhoseDefaultMappingIsUnverifiedItIsAQuestion() throws {
    let found = try Self.found(Self.export([("costCenter", "department")], to: "group"))
    #expect(found.map(\.severity) == [.question])
    #expect(found.first?.fact.contains("reconstructed default mapping") == true)
  }

  /// Boundaries of what is named: twelve names, then an ellipsis.
  @Test(arguments: [(12, false), (13, true)])
  func longListsAreCut(count: Int, isCut: Bool) throws {
    let flows = (1...count).map { ("own\($0)", "attribute\($0)") }
    let fact = try #require(try Self.found(Self.export(flows)).first?.fact)
    #expect(fact.contains("writes \(count) attributes") && fact.contains(", …") == isCut)
  }
}
