import ConnectExport
import Diagnostics
import Testing
import Vocabulary

/// A configuration export of 2016 that Microsoft published. It is no part of this repository; without it these tests are skipped.
@Suite(.enabled(if: RealExport.isThere, "no published export lies beside the package"))
struct RealExportTests {
  @Test func everyNumberIsTheOneThatWasCounted() throws {
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(try RealExport.files(), folder: "pilot", into: &diagnostics)
    #expect(diagnostics.all.map(\.message) == [])
    let directory = try #require(GUID("{AE4DB4CC-B16B-4EB2-ACF5-837CA84E4D7D}"))
    let entra = try #require(GUID("b891884f-051e-4a83-95af-2544101c9083"))
    #expect(export.rules.count == 62)
    #expect(export.connectors.count == 2)
    #expect(export.rules.count { $0.connector == directory } == 29)
    #expect(export.rules.count { $0.connector == entra } == 33)
    #expect(export.rules.count { $0.direction == .inbound } == 28)
    #expect(export.rules.count { $0.direction == .outbound } == 34)
    #expect(export.rules.count { $0.linkType == .provision } == 9)
    #expect(export.rules.count { $0.linkType == .join } == 53)
    #expect(export.rules.count { !$0.immutableTag.hasPrefix("Microsoft.") } == 0)
    #expect(export.rules.count(where: \.isDisabled) == 0)
    #expect(export.rules.map(\.precedence).sorted() == Array(100...161))
    #expect(export.rules.count { $0.synchronizesPasswords == true } == 2)
    #expect(export.rules.count { $0.joins.isEmpty && $0.linkType == .join } == 38)
    #expect(export.rules.count(where: \.mappings.isEmpty) == 5)
  }

  @Test func mappingsAreToldApart() throws {
    var diagnostics = DiagnosticList()
    let mappings = ExportReader.read(try RealExport.files(), folder: "pilot", into: &diagnostics).rules.flatMap(\.mappings)
    var counts = (direct: 0, constant: 0, listed: 0, unlisted: 0)
    for mapping in mappings {
      switch mapping.source {
      case .direct: counts.direct += 1
      case .constant: counts.constant += 1
      case .expression(_, let sources):
        if sources.isEmpty { counts.unlisted += 1 } else { counts.listed += 1 }
      }
    }
    #expect(counts == (802, 7, 371, 20))
    #expect(mappings.count { $0.mergeType == "Update" } == 1195)
    #expect(mappings.count { $0.mergeType == "MergeCaseInsensitive" } == 5)
  }

  @Test func connectorsAndSettingsAreThere() throws {
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(try RealExport.files(), folder: "pilot", into: &diagnostics)
    let connector = try #require(export.activeDirectoryConnectors.first)
    #expect(export.activeDirectoryConnectors.count == 1)
    #expect(connector.name.text == "contoso.com")
    #expect(connector.forest?.text == "contoso.com")
    #expect(connector.passwordHashSync?.bool == false)
    #expect(connector.filteringGroup?.isEmpty == true)
    let selected = connector.partitions.filter(\.isSelected)
    #expect(selected.map(\.name.text) == ["DC=contoso,DC=com"])
    #expect(selected[0].isDomain == true)
    #expect(selected[0].inclusions.map(\.text) == ["OU=CORP,DC=contoso,DC=com"])
    #expect(selected[0].exclusions.map(\.text) == ["DC=contoso,DC=com"])
    #expect(selected[0].objectClasses.map(\.text).contains("inetOrgPerson"))
    #expect(
      connector.runProfiles.sorted() == [
        "Delta Import", "Delta Synchronization", "Export", "Full Import", "Full Synchronization",
      ])
    let entra = try #require(export.entraConnector)
    #expect(entra.passwordWriteback?.bool == false)
    #expect(entra.softwareVersion?.text == "1.1.130.0")
    let metaverse = try #require(export.metaverse)
    #expect(metaverse.server == "CONTOSO-SYNC01")
    #expect(metaverse[.build]?.text == "1.1.130.0")
    #expect(metaverse[.deviceWriteUp]?.bool == true)
    #expect(metaverse[.stagingMode]?.bool == false)
    #expect(metaverse[.exportDeletionThresholdValue]?.text == "500")
    #expect(metaverse[.seamlessSSO] == nil, "what a build does not write is not stated, and not off")
    #expect(metaverse.has("accountEnabled", on: "person"))
    for name in ["person", "group", "device"] { #expect(!metaverse.has("cloudNoFlow", on: name)) }
  }

  @Test func changeTrackingValuesAndPasswordsStayInTheFile() throws {
    var diagnostics = DiagnosticList()
    var shown = ""
    dump(ExportReader.read(try RealExport.files(), folder: "pilot", into: &diagnostics), to: &shown)
    #expect(shown.contains("OU=CORP,DC=contoso,DC=com"))
    for secret in ["TVNEUwMAAABEZn1i", "WgBRAHcAQQBBAEEA", "cookie", "water-mark", "MSOL_d1edb676ca03"] {
      #expect(!shown.contains(secret))
    }
  }

  @Test func everyPlaceIsALineOfItsFile() throws {
    var diagnostics = DiagnosticList()
    let files = try RealExport.files()
    let export = ExportReader.read(files, folder: "pilot", into: &diagnostics)
    for rule in export.rules {
      let bytes = try RealExport.bytes(of: rule.place.file)
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let name = String(decoding: lines[rule.name.place.start.line - 1], as: UTF8.self)
      #expect(name.contains("<name>"))
      let precedence = String(decoding: lines[rule.precedencePlace.start.line - 1], as: UTF8.self)
      #expect(precedence.contains("<precedence>\(rule.precedence)<"))
      for clause in rule.scope.flatMap(\.self) {
        #expect(String(decoding: lines[clause.value.place.start.line - 1], as: UTF8.self).contains("<csValue"))
      }
    }
  }
}
