import Model
import Plan
import SampleEstates
import Testing
import Vocabulary

@testable import Artifacts

/// The assertions about rule files, by their numbers in the reference on Connect Sync, over every file of both examples. Lines are read here, not with the
/// product's own reader or writer.
struct RuleAssertionTests {
  private struct File: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    let plan: MigrationPlan
    var testDescription: String { path }

    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    /// The texts of an element, wherever it stands.
    func values(_ name: String) -> [String] {
      lines.compactMap { line in
        let bare = line.drop { $0 == " " }
        guard bare.hasPrefix("<\(name)>"), bare.hasSuffix("</\(name)>") else { return nil }
        return String(bare.dropFirst(name.count + 2).dropLast(name.count + 3))
      }
    }
    func value(_ name: String) -> String { values(name).first ?? "" }
    var isInbound: Bool { value("direction") == "Inbound" }
    var server: String { path.split(separator: "/")[3].description }
    /// The revision that the folder of the wave carries: its number stands before the wave's name.
    var revision: ScopeRevision? {
      Int(path.split(separator: "/")[1].prefix(2)).flatMap { number in plan.revisions.first { $0.number == number } }
    }
    /// The forest whose connector the rule's name says.
    var forest: Forest? { plan.environment.forests.first { value("name").contains("(\($0.connector.name.value))") } }
  }

  private static let files: [File] = {
    do {
      return try ["contoso", "fabrikam"].flatMap { name in
        let plan = try SampleEstate.plan(SampleEstate.yaml(name))
        return RuleFiles.files(of: plan).map {
          File(path: "\($0.path)", text: String(decoding: $0.bytes, as: UTF8.self), plan: plan)
        }
      }
    } catch { fatalError("\(error)") }
  }()

  private static func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  private static let zero = "{00000000-0000-0000-0000-000000000000}"
  private static let entra = "{b891884f-051e-4a83-95af-2544101c9083}"

  @Test(arguments: files)
  private func `1: The file is named by the rule's identifier in braces and small letters`(_ file: File) {
    let id = file.value("id")
    #expect(file.path.hasSuffix("/xml/SynchronizationRule_\(id).xml") && id == file.value("internal-id"))
    #expect(id.hasPrefix("{") && id.hasSuffix("}") && id == id.lowercased() && id.count == 38)
  }

  @Test(arguments: files)
  private func `2: No mark, no declaration, no line break at the end, two blanks a level`(_ file: File) {
    #expect(file.text.utf8.first == UInt8(ascii: "<") && !file.text.hasPrefix("<?") && file.text.utf8.last == UInt8(ascii: ">"))
    #expect(!file.text.utf8.contains(UInt8(ascii: "\r")) && !file.text.utf8.contains(UInt8(ascii: "\t")))
    for line in file.lines { #expect(line.prefix { $0 == " " }.count % 2 == 0, "\(line)") }
  }

  @Test(arguments: files)
  private func `3: Twenty children in the order of an export, each once`(_ file: File) {
    let children = file.lines.filter { $0.hasPrefix("  <") && !$0.hasPrefix("  </") && !$0.hasPrefix("   ") }.map {
      String($0.dropFirst(3).prefix { $0 != ">" && $0 != " " })
    }
    #expect(
      children == [
        "id", "internal-id", "version", "name", "description", "immutable-tag", "direction", "disabled", "connector",
        "sourceObjectType", "targetObjectType",
        "linkType", "precedence", "precedence-after", "precedence-before", "softDeleteExpiryInterval", "EnablePasswordSync",
        "attribute-mappings",
        "relationshipCriteria", "synchronizationCriteria",
      ])
    #expect(file.lines.first == "<synchronizationRule>" && file.lines.last == "</synchronizationRule>")
  }

  @Test(arguments: files)
  private func `4, 5 and 6: Closed sets, booleans as an export spells them, zero identifiers, no interval`(_ file: File) {
    #expect(
      ["Inbound", "Outbound"].contains(file.value("direction")) && ["Join", "JoinNoFlow"].contains(file.value("linkType")))
    #expect(
      file.values("csOperator").allSatisfy { ["ENDSWITH", "EQUAL"].contains($0) }
        && file.values("valueMergeType").allSatisfy { $0 == "Update" })
    #expect(file.value("disabled") == "False" && file.value("EnablePasswordSync") == "false")
    #expect(file.value("precedence-after") == Self.zero && file.value("precedence-before") == Self.zero)
    #expect(file.value("softDeleteExpiryInterval") == "00:00:00" && Int(file.value("version")).map { $0 > 0 } == true)
  }

  @Test(arguments: files)
  private func `7 and 13: No tag, no join criteria`(_ file: File) {
    #expect(file.lines.contains("  <immutable-tag />") && file.lines.contains("  <relationshipCriteria />"))
  }

  @Test(arguments: files)
  private func `8, 9 and 10: The right connector, types and link for the direction`(_ file: File) throws {
    let pair = "\(file.value("sourceObjectType"))/\(file.value("targetObjectType"))"
    if file.isInbound {
      #expect(["user/person", "inetOrgPerson/person", "group/group", "contact/person", "computer/device"].contains(pair))
      let forest = try #require(file.forest)
      let server = try #require(file.plan.environment.connect.servers.first { $0.name.value.lowercased() == file.server })
      #expect(file.value("connector") == forest.connector.id(on: server.name.value)?.value.braced)
      #expect(file.value("linkType") == "Join")
    } else {
      #expect(["person/user", "group/group", "person/contact", "device/device"].contains(pair))
      #expect(file.value("connector") == Self.entra && file.value("linkType") == "JoinNoFlow")
    }
  }

  @Test(arguments: files)
  private func `11 and 12: Inbound rules set the mark and nothing else, outbound rules flow nothing`(_ file: File) {
    if file.isInbound {
      #expect(file.values("dest") == ["cloudNoFlow"] && file.values("src") == ["True"] && !file.text.contains("<attr>"))
      #expect(!file.text.contains("<expression") && !file.text.contains("execute-once"))
      #expect(file.values("valueMergeType") == ["Update"])
    } else {
      #expect(file.lines.contains("  <attribute-mappings />") && file.values("dest").isEmpty)
    }
  }

  @Test(arguments: files)
  private func `14, 15 and 16: Scopes name whole units of the connector's domains; outbound ones name the mark`(_ file: File)
    throws
  {
    let values = file.values("csValue")
    #expect(!values.isEmpty && values.allSatisfy { !$0.isEmpty })
    if file.isInbound {
      #expect(file.values("csAttribute").allSatisfy { $0 == "dn" } && file.values("csOperator").allSatisfy { $0 == "ENDSWITH" })
      #expect(file.values("csAttribute").count == values.count && file.values("csOperator").count == values.count)
      // Conditions of one group have to hold together: with two units in one, nothing would be in scope.
      #expect(file.lines.count { $0 == "    <conditions>" } == values.count)
      let forest = try #require(file.forest)
      let units = try #require(file.revision).domains.filter { $0.forest.utf8.elementsEqual(forest.name.value.utf8) }.flatMap(
        \.units)
      #expect(Set(values.map { Array(Self.unescaped($0).utf8) }) == Set(units.map { Array($0.name.value.text.utf8) }))
      for value in values {
        #expect(value.hasPrefix("OU=") || value.hasPrefix("CN="), "\(value)")
        #expect(
          forest.domains.contains { value.lowercased().hasSuffix(",\($0.distinguishedName.text.lowercased())") },
          "\(value) is in no domain of the connector")
      }
    } else {
      #expect(file.values("csAttribute") == ["cloudNoFlow"] && file.values("csOperator") == ["EQUAL"] && values == ["True"])
    }
  }

  @Test(arguments: files)
  private func `17: What XML reserves is escaped once`(_ file: File) {
    for value in file.values("csValue") + file.values("name") {
      let bare = value.replacing("&amp;", with: "").replacing("&lt;", with: "").replacing("&gt;", with: "")
      #expect(!bare.contains("&") && !bare.contains("<") && !value.contains("&amp;amp;"), "\(value)")
    }
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func `18 and 19: Every type has its rules, and precedences are distinct and below 100`(_ name: String) throws {
    let plan = try SampleEstate.plan(SampleEstate.yaml(name))
    for forest in plan.environment.forests {
      let inbound = plan.rules.all.filter { $0.connectorName?.utf8.elementsEqual(forest.connector.name.value.utf8) == true }
      guard
        plan.revisions.last?.domains.contains(where: { $0.connector.utf8.elementsEqual(forest.connector.name.value.utf8) })
          == true
      else { continue }
      #expect(inbound.count == forest.objectTypes.count)
    }
    let outbound = plan.rules.all.filter { !$0.isInbound }
    #expect(Set(outbound.map(\.targetObjectType)).count == outbound.count)
    for rule in plan.rules.all where rule.isInbound {
      let wanted =
        rule.sourceObjectType == "inetOrgPerson" ? "user" : rule.sourceObjectType == "computer" ? "device" : rule.sourceObjectType
      #expect(outbound.contains { $0.targetObjectType == wanted }, "\(rule.name)")
    }
    let numbers = plan.rules.all.map(\.precedence)
    #expect(Set(numbers).count == numbers.count && numbers.allSatisfy { (0...99).contains($0) })
  }

  /// What a site's own export adds to it is tested with the plan's rules and in the model.
  @Test func `20: Our outbound rules have lower numbers than every standard rule`() {
    for file in Self.files where !file.isInbound { #expect(Int(file.value("precedence")).map { $0 < 100 } == true) }
  }

  @Test(arguments: ["contoso", "fabrikam"])
  func `21: The same input gives the same bytes, and another unit changes the scope alone`(_ name: String) throws {
    let again = try RuleFiles.files(of: SampleEstate.plan(SampleEstate.yaml(name)))
    let before = try RuleFiles.files(of: SampleEstate.plan(SampleEstate.yaml(name)))
    #expect(again.map(\.bytes) == before.map(\.bytes) && again.map(\.path) == before.map(\.path))
    // One rule keeps its identifier whatever units it holds.
    var identifiers: [String: Set<String>] = [:]
    for file in Self.files where file.plan.environment.name.value == name {
      identifiers["\(file.server) \(file.value("name"))", default: []].insert(file.value("id"))
    }
    #expect(!identifiers.isEmpty && identifiers.values.allSatisfy { $0.count == 1 }, "\(identifiers)")
    for file in Self.files {
      for other in Self.files
      where other.value("id") == file.value("id") && other.server == file.server
        && file.plan.environment.name.value == other.plan.environment.name.value
      {
        func rest(_ file: File) -> [String] { file.lines.filter { !$0.hasPrefix("    ") } }
        #expect(rest(file) == rest(other), "\(file.path)")
      }
    }
  }

  @Test(arguments: files)
  private func `22: No unit of a rule lies in another, and none is there twice`(_ file: File) {
    let values = file.values("csValue").map { $0.lowercased() }
    #expect(Set(values).count == values.count)
    for value in values { #expect(!values.contains { $0 != value && value.hasSuffix(",\($0)") }, "\(value)") }
  }
}
