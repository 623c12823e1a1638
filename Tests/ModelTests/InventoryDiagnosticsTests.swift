import Diagnostics
import Foundation
import SampleEstates
import Testing

@testable import Model

/// Every code has results that make it, and the message with place and hint that a person then sees.
@Suite struct InventoryDiagnosticsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "InventoryDiagnostics")

  private static func file(_ text: String, _ name: String = "evidence/contoso.com/inventory.json") -> InventoryFile {
    InventoryFile(.domain, name: name, bytes: Array(text.utf8))
  }

  /// One mistake a code.
  private static func files(making code: String) -> [InventoryFile] {
    let text = SampleInventory().domainText
    switch code {
    case "inventory-container-name":
      return [file(text.replacing("OU=Groups,DC", with: "OU=Groups\\\\0ACNF:1f0b2c3d,DC", maxReplacements: 2))]
    case "inventory-container-repeated":
      return [file(text.replacing("{ \"dn\": \"OU=Staff,", with: "{ \"dn\": \"ou=groups,"))]
    case "inventory-domain-repeated": return [file(text), file(text, "evidence/copy/inventory.json")]
    case "inventory-domain-unknown":
      return [file(text.replacing("contoso.com", with: "tailspin.com").replacing("DC=contoso", with: "DC=tailspin"))]
    case "inventory-file-damaged": return [file(text.replacing("\"counts\": {", with: "\"counts\": ("))]
    case "inventory-file-empty": return [file("")]
    case "inventory-file-foreign": return [file(text.replacing("syncshift-inventory", with: "syncshift-samples"))]
    case "inventory-file-too-large": return [file(String(repeating: " ", count: (64 << 20) + 1))]
    case "inventory-file-truncated": return [file(String(text.prefix(600)))]
    case "inventory-file-unreadable":
      return [
        InventoryFile(.domain, name: "evidence/contoso.com/inventory.json") {
          (_: Int) throws(InventoryFile.Unreadable) -> [UInt8]? in throw InventoryFile.Unreadable(reason: "permission denied")
        }
      ]
    case "inventory-value-invalid": return [file(text.replacing("\"users\": 12000", with: "\"users\": \"12000\""))]
    case "inventory-value-missing": return [file(text.replacing("\"domain\": \"contoso.com\",", with: ""))]
    default: return [file(text.replacing("\"organizationalUnits\": [", with: "\"organizationalUnits\": [\(many)"))]
    }
  }

  private static let many = String(repeating: "7,", count: 60)

  @Test(arguments: InventoryCatalog.allCodes.map(\.name))
  func everyCodeShowsItsMessagePlaceAndHint(code: String) throws {
    let environment = try SampleEstate.environment(SampleEstate.yaml("contoso"))
    var diagnostics = DiagnosticList()
    _ = InventoryReader.read(Self.files(making: code), folder: "evidence", for: environment, into: &diagnostics)
    if code == "inventory-too-many-problems" {
      #expect(diagnostics.all.count == 51, "fifty, and one that says that there are more")
      #expect(diagnostics.all.last?.code.name == code)
    } else {
      #expect(diagnostics.all.map(\.code.name) == [code], "one mistake gives one message")
    }
    #expect(diagnostics.all.allSatisfy { $0.hint != nil && $0.range != nil })
    let shown = DiagnosticFormatter(texts: []).format(Array(diagnostics.sorted.suffix(2)))
    let golden = Self.folder.appending(path: "\(code).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(shown.utf8).write(to: golden)
    } else {
      #expect(Array(shown.utf8) == Array(try Data(contentsOf: golden)))
    }
  }

  @Test func theFolderHoldsNothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
    #expect(names.sorted() == InventoryCatalog.allCodes.map { "\($0.name).txt" }.sorted())
  }

  @Test func codesAreUniqueSortedAndExplained() {
    let names = InventoryCatalog.allCodes.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).isDisjoint(with: ModelCatalog.allCodes.map(\.name)))
    #expect(InventoryCatalog.allCodes.allSatisfy { $0.explanation.hasSuffix(".") })
  }
}
