import Diagnostics
import Foundation
import Testing

@testable import ConnectExport

/// Every code has files that make it, and the message with place and hint that a person then sees.
@Suite struct ExportDiagnosticsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Diagnostics")

  /// One mistake a code.
  private static func files(making code: String) -> [ExportFile] {
    let rule = SampleExport.rule
    switch code {
    case "export-document-type":
      return SampleExport.files(rule: "<!DOCTYPE synchronizationRule [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n" + rule)
    case "export-element-repeated":
      return SampleExport.files(rule: rule.replacing("  <version>", with: "  <name>Another</name>\n  <version>"))
    case "export-file-damaged": return SampleExport.files(rule: rule.replacing("</direction>", with: "</Direction>"))
    case "export-file-empty": return SampleExport.files(rule: "")
    case "export-file-encoding":
      let bytes = Array(rule.utf8).map { $0 == 0xC3 ? UInt8(0xF6) : $0 }
      return SampleExport.files.dropLast() + [ExportFile(path: SampleExport.rulePath, name: SampleExport.rulePath, bytes: bytes)]
    case "export-file-foreign": return SampleExport.files(rule: SampleExport.connector)
    case "export-file-too-large":
      return SampleExport.files(rule: rule.replacing("Größe", with: String(repeating: "x", count: 1 << 21)))
    case "export-file-truncated": return SampleExport.files(rule: String(rule.prefix(600)))
    case "export-file-unreadable":
      let file = ExportFile(path: SampleExport.rulePath, name: SampleExport.rulePath) {
        () throws(ExportFile.Unreadable) -> ExportFile.Pieces in throw ExportFile.Unreadable(reason: "permission denied")
      }
      return SampleExport.files.dropLast() + [file]
    case "export-incomplete": return SampleExport.files.filter { $0.path != SampleExport.metaversePath }
    case "export-policy-unreadable":
      return SampleExport.files(
        more: [SampleExport.file("Applied-SynchronizationPolicy-20261001-080000.JSON", "{\n  \"policyMetadata\": {,}\n}")])
    case "export-repeated-id":
      return SampleExport.files(more: [SampleExport.file("SynchronizationRules/copy.xml", rule)])
    case "export-too-deep":
      return SampleExport.files(rule: String(repeating: "<synchronizationRule>", count: 100_000))
    case "export-value-invalid": return SampleExport.files(rule: rule.replacing("Inbound", with: "Sideways"))
    case "export-value-missing": return SampleExport.files(rule: rule.replacing("<linkType>Join</linkType>", with: ""))
    default: return []
    }
  }

  @Test(arguments: ExportCatalog.allCodes.map(\.name))
  func everyCodeShowsItsMessagePlaceAndHint(code: String) throws {
    var diagnostics = DiagnosticList()
    _ = ExportReader.read(Self.files(making: code), folder: "exports/sync01", into: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == [code], "one mistake gives one message")
    #expect(diagnostics.all.allSatisfy { $0.hint != nil && $0.range != nil })
    let shown = DiagnosticFormatter(texts: []).format(diagnostics.sorted)
    let golden = Self.folder.appending(path: "\(code).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(shown.utf8).write(to: golden)
    } else {
      #expect(Array(shown.utf8) == Array(try Data(contentsOf: golden)))
    }
  }

  @Test func theFolderHoldsNothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
    #expect(names.sorted() == (ExportCatalog.allCodes.map { "\($0.name).txt" } + ["README.txt"]).sorted())
  }

  @Test func codesAreUniqueSortedAndExplained() {
    let names = ExportCatalog.allCodes.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(ExportCatalog.allCodes.allSatisfy { $0.explanation.hasSuffix(".") })
  }
}
