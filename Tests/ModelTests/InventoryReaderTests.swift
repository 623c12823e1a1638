import Diagnostics
import Foundation
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// What is read from results, and what is left of those that somebody damaged.
@Suite struct InventoryReaderTests {
  private static let environment = try! SampleEstate.environment(SampleEstate.yaml("contoso"))

  private static func read(_ text: String, _ diagnostics: inout DiagnosticList, limits: InventoryLimits = .standard)
    -> DomainInventory?
  {
    read(Array(text.utf8), &diagnostics, limits: limits)
  }

  private static func read(_ bytes: [UInt8], _ diagnostics: inout DiagnosticList, limits: InventoryLimits = .standard)
    -> DomainInventory?
  {
    InventoryReader.read(
      [InventoryFile(.domain, name: "inventory.json", bytes: bytes)], folder: "", for: environment, limits: limits,
      into: &diagnostics
    ).domains.first
  }

  @Test func everyValueIsRead() throws {
    var sample = SampleInventory()
    sample.anchors[1] = [800, 7, 5]
    sample.members = [52_000, 12, 9]
    var diagnostics = DiagnosticList()
    let domain = try #require(Self.read("\u{FEFF}" + sample.domainText, &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(domain.name.value == "contoso.com" && domain.counted == "2026-11-24T13:00:00Z")
    #expect(CountedClass.allCases.map { domain.counts[$0]?.value } == [12_000, 0, 800, 40, 0])
    #expect(domain.counts[.groups]?.range.start == SourcePosition(line: 7, column: 62))
    #expect(domain.largestGroup?.value == 4_200 && domain.largestGroups.map(\.members) == [4_200])
    #expect(
      domain.units?.containers.map(\.objectClass) == [.domain, .builtinDomain, .container]
        + Array(repeating: .organizationalUnit, count: 3))
    #expect(domain.units?.container(DistinguishedName(domain: "contoso.com"))?.place.start.line == 12)
    #expect(domain.anchors[.groups]?.filled?.value == 7 && domain.anchors[.groups]?.differing?.value == 5)
    #expect(domain.managers?.total?.value == 11_000 && domain.managers?.crossDomain?.value == 0)
    #expect(domain.members?.crossDomain?.value == 12 && domain.members?.foreignSecurityPrincipals?.value == 9)
  }

  @Test("Keys of later versions are ignored, and what is missing or null is not stated")
  func missing() throws {
    var diagnostics = DiagnosticList()
    let text = """
      { "format": 1, "kind": "syncshift-inventory", "later": [ { "a": [ 1.5, true ] } ], "domain": "CONTOSO.com",
        "counts": { "users": null, "groups": 7, "later": "x" }, "anchors": { "users": { "total": 3 } } }
      """
    let domain = try #require(Self.read(text, &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(domain.counts.mapValues(\.value) == [.groups: 7])
    #expect(domain.counted == nil && domain.units == nil && domain.members == nil && domain.largestGroup == nil)
    #expect(domain.anchors[.users]?.total?.value == 3 && domain.anchors[.users]?.differing == nil)
  }

  @Test(
    "A wrong value gives one message at its place, and the others are read",
    arguments: [
      ("\"users\": 12000", "\"users\": -1", "'users' is not a whole number from 0 to 100000000"),
      ("\"users\": 12000", "\"users\": 12000.5", "'users' is not a whole number from 0 to 100000000"),
      ("\"users\": 12000", "\"users\": 9007199254740993", "'users' is not a whole number from 0 to 100000000"),
      ("\"users\": 12000", "\"users\": 100000000000000000000000", "'users' is not a whole number from 0 to 100000000"),
      ("\"users\": 12000", "\"users\": [12000]", "'users' is a list, not a number"),
      ("\"users\": 12000", "\"users\": true", "'users' is true or false, not a number"),
      ("\"counts\": {", "\"counts\": 7, \"x\": {", "'counts' is a number, not an object"),
      ("2026-11-24T13:00:00Z", "24.11.2026 13:00", "'countedUtc' is '24.11.2026 13:00', not a time such as 2026-11-24T13:00:00Z"),
      ("{ \"total\": 800, ", "{ \"total\": 8, ", "'withConsistencyGuid' is 9, more than the 8 of 'total'"),
      (
        "\"OU=Staff,DC=contoso,DC=com\"", "\"OU=Staff,DC=fabrikam,DC=com\"",
        "the container 'OU=Staff,DC=fabrikam,DC=com' is outside 'DC=contoso,DC=com'"
      ),
      (
        "\"OU=Staff,DC=contoso,DC=com\"", "\"Staff\"",
        "the distinguished name 'Staff' has a component that does not begin with a type and '=', such as 'OU='"
      ),
      ("\"members\": 4200", "\"members\": {}", "'members' is an object, not a number"),
      (
        "\"manager\": { \"total\": 11000", "\"manager\": { \"total\": 9007199254740992",
        "'total' is not a whole number from 0 to 9007199254740991"
      ),
    ])
  func wrong(written: String, changed: String, message: String) throws {
    var sample = SampleInventory()
    sample.anchors[1] = [800, 9, 0]
    let text = sample.domainText
    #expect(text.contains(written))
    var diagnostics = DiagnosticList()
    let domain = try #require(Self.read(text.replacing(written, with: changed), &diagnostics))
    #expect(diagnostics.all.map(\.message) == [message])
    #expect(
      diagnostics.all.allSatisfy { $0.severity == .error && $0.range?.file == "inventory.json" && $0.range!.start.line > 1 })
    #expect(domain.members?.total?.value == 52_000, "the rest is read")
  }

  @Test("A domain whose own names differ is not believed")
  func otherDomain() {
    var diagnostics = DiagnosticList()
    #expect(
      Self.read(
        SampleInventory().domainText.replacing(
          "\"dn\": \"DC=contoso,DC=com\",\n", with: "\"dn\": \"DC=fabrikam,DC=com\",\n", maxReplacements: 1), &diagnostics) == nil
    )
    #expect(diagnostics.all.map(\.code.name) == ["inventory-value-invalid"])
    #expect(diagnostics.all.first?.notes.count == 1)
  }

  @Test("UTF-16, as older editors save, is named in the hint")
  func utf16() {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in SampleInventory().domainText.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    var diagnostics = DiagnosticList()
    #expect(Self.read(bytes, &diagnostics) == nil)
    #expect(diagnostics.all.map(\.hint) == ["save the file as UTF-8; it is UTF-16 now"])
  }

  @Test("A result cut at any byte is refused with a place")
  func cutAtEveryByte() {
    var sample = SampleInventory()
    sample.containers[3].name = "OU=Zürich,DC=contoso,DC=com"
    let bytes = Array(sample.domainText.utf8)
    let end = bytes.lastIndex(of: UInt8(ascii: "}"))!
    for length in 0...end {
      var diagnostics = DiagnosticList()
      #expect(Self.read(Array(bytes[..<length]), &diagnostics) == nil)
      #expect(diagnostics.all.count == 1 && diagnostics.hasErrors && diagnostics.all[0].range != nil, "\(length)")
    }
  }

  @Test("Deep, broad and endless texts are refused at once", arguments: ["[", "{\"a\":", "[[],", "\"", "1", " "])
  func hostile(piece: String) {
    var diagnostics = DiagnosticList()
    let limits = InventoryLimits(fileBytes: 1 << 20, values: 10_000, problems: 50)
    let text =
      "{\"format\":1,\"kind\":\"syncshift-inventory\",\"domain\":\"contoso.com\",\"x\":"
      + String(repeating: piece, count: 400_000 / piece.utf8.count)
    #expect(Self.read(text, &diagnostics, limits: limits) == nil)
    #expect(diagnostics.all.count == 1 && diagnostics.hasErrors)
  }

  @Test("Twenty thousand containers in one line are read in a moment")
  func manyContainers() throws {
    var sample = SampleInventory()
    sample.containers += (0..<20_000).map { SampleInventory.Container("OU=Unit\($0),OU=Staff,DC=contoso,DC=com") }
    var diagnostics = DiagnosticList()
    let text = sample.domainText.replacing("\n", with: " ")
    let clock = ContinuousClock()
    var domain: DomainInventory?
    let time = clock.measure { domain = Self.read(text, &diagnostics) }
    #expect(diagnostics.isEmpty && domain?.units?.containers.count == 20_006)
    #expect(domain?.units?.children(of: try DistinguishedName(parsing: "OU=Staff,DC=contoso,DC=com")).count == 20_000)
    #expect(time < .seconds(60))
  }

  /// The same inputs in every run (splitmix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  /// More with SYNCSHIFT_MUTATIONS=n.
  private static let mutations = ProcessInfo.processInfo.environment["SYNCSHIFT_MUTATIONS"].flatMap { Int($0) } ?? 3_000

  @Test("Whatever is changed in a result, reading ends, and what is lost is said")
  func changedAtRandom() throws {
    var dice = Dice(state: 20_261_124)
    let texts = [Array(SampleInventory().domainText.utf8), Array(SampleInventory().attributesText.utf8)]
    let words = ["{", "}", "[", "]", "\"", ":", ",", "-", "9", "null", "1e9", "\\u", "\u{202E}", "ü"].map { Array($0.utf8) }
    var refused = 0
    for _ in 0..<Self.mutations {
      let which = Int.random(in: 0...1, using: &dice)
      var bytes = texts[which]
      for _ in 0..<Int.random(in: 1...3, using: &dice) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &dice)))
        case 2: bytes.insert(contentsOf: words.randomElement(using: &dice)!, at: at)
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 60)], at: at)
        }
      }
      var diagnostics = DiagnosticList()
      let inventory = InventoryReader.read(
        [InventoryFile(which == 0 ? .domain : .attributes, name: "file", bytes: bytes)], folder: "e", for: Self.environment,
        into: &diagnostics)
      let isThere = which == 0 ? inventory.domains.count == 1 : inventory.attributes != nil
      #expect(isThere || !diagnostics.isEmpty, "lost in silence: \(String(decoding: bytes, as: UTF8.self))")
      #expect(diagnostics.all.allSatisfy { $0.range != nil && $0.hint != nil })
      if diagnostics.hasErrors { refused += 1 }
      // What was read can be put together with the input, whatever it says.
      var site = DiagnosticList()
      var environment = Self.environment
      environment.inventory = Located("e", at: environment.name.range, keyPath: "inventory")
      _ = ReadinessCheck.run(Site(environment, .none, inventory, into: &site))
    }
    #expect(refused > Self.mutations / 4)
  }
}
