import ConnectExport
import Diagnostics
import Foundation
import Testing
import Vocabulary

@Suite struct ExportReaderTests {
  private func read(_ files: [ExportFile]) -> (export: ServerExport, codes: [String]) {
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(files, folder: "export", into: &diagnostics)
    return (export, diagnostics.all.map(\.code.name))
  }

  @Test func aRuleIsReadWithEverythingInIt() throws {
    let (export, codes) = read(SampleExport.files)
    #expect(codes == [])
    let rule = try #require(export.rules.first)
    #expect(rule.id == GUID("B31ACFBE-CB73-5543-A60C-A9EA8900145D"))
    #expect(rule.name.text == "In from AD - Größe")
    #expect(rule.immutableTag == "" && rule.precedence == 50 && !rule.isDisabled && rule.synchronizesPasswords == false)
    #expect(rule.mappings.map(\.isExecutedOnce) == [true, false, false])
    #expect(
      rule.mappings.map(\.source) == [
        .constant("True"), .expression("Trim([displayName]) & IIF(IsPresent([mail]),\"a\",\"b\")", sources: []), .direct("mail"),
      ])
    #expect(rule.joins.map { $0.map(\.metaverseAttribute) } == [["sourceAnchorBinary"]])
    #expect(rule.scope.map { $0.map(\.operator) } == [["ENDSWITH", "ISMEMBEROF"], ["ISNULL"]])
    #expect(rule.scope[0][1].attribute == "" && rule.scope[1][0].value.text == "")
    #expect(export.connector(of: rule)?.name.text == "contoso.com", "identifiers are compared without case")
  }

  @Test func connectorAndMetaverseAreRead() throws {
    let (export, _) = read(SampleExport.files)
    let connector = try #require(export.connectors.first)
    #expect(
      connector.kind == .activeDirectory && connector.passwordHashSync?.bool == true && connector.attributes == ["cn", "mail"])
    #expect(connector.partitions.first?.inclusions.map(\.text) == ["OU=Müller & Söhne,DC=contoso,DC=com"])
    #expect(connector.passwordWriteback == nil, "not stated is not off")
    let metaverse = try #require(export.metaverse)
    #expect(metaverse.has("cloudNoFlow", on: "person") && !metaverse.has("cloudNoFlow", on: "group"))
    #expect(metaverse[.deviceWriteUp] == nil)
    var shown = ""
    dump(export, to: &shown)
    #expect(!shown.contains("TVNEUwMAAABE"))
  }

  /// The same files as other servers, tools and editors would write them.
  @Test(arguments: ["crlf", "utf-16le", "utf-16be", "utf-16 with declaration", "utf-8 with mark", "prefixes"])
  func spellingsOfTheSameFileReadTheSame(_ spelling: String) throws {
    func spelled(_ text: String) -> [UInt8] {
      switch spelling {
      case "crlf": Array(text.replacing("\n", with: "\r\n").utf8)
      case "utf-16le": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "utf-16be": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case "utf-16 with declaration":
        [0xFF, 0xFE]
          + "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n\(text)".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "utf-8 with mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      default: Array(text.replacing("dsml:", with: "other:").replacing("xmlns:dsml", with: "xmlns:other").utf8)
      }
    }
    func shown(_ files: [ExportFile]) -> String {
      let (export, codes) = read(files)
      #expect(codes == [])
      var text = ""
      dump(export, to: &text)
      // Lines and columns differ where a declaration or a prefix was added.
      return text.replacing(#/(line|column): \d+/#, with: "")
    }
    let texts = [
      (SampleExport.connectorPath, SampleExport.connector), (SampleExport.metaversePath, SampleExport.metaverse),
      (SampleExport.rulePath, SampleExport.rule),
    ]
    let other = texts.map { ExportFile(path: $0.0, name: $0.0, bytes: spelled($0.1)) }
    #expect(shown(other) == shown(SampleExport.files))
  }

  @Test func whatAnExportDoesNotNeedIsLeftAlone() {
    let more = ["PersistedState.xml", "MigratedPolicy.json", "Connectors/notes.txt", "Other/Connector.xml"]
    #expect(read(SampleExport.files(more: more.map { SampleExport.file($0, "no XML") })).codes == [])
  }

  @Test func aDamagedFileDoesNotHideTheOthers() {
    let broken = SampleExport.file("SynchronizationRules/broken.xml", "<synchronizationRule><id>")
    let (export, codes) = read(SampleExport.files(more: [broken]))
    #expect(codes == ["export-file-truncated"])
    #expect(export.rules.count == 1 && export.connectors.count == 1 && export.metaverse != nil)
  }

  @Test func ofElementsInAnotherNamespaceNothingIsTaken() {
    let foreign = SampleExport.rule.replacing("<name>In from AD - Größe</name>", with: "<x:name xmlns:x='urn:x'>other</x:name>")
    #expect(read(SampleExport.files(rule: foreign)).codes == ["export-value-missing"])
  }
}
