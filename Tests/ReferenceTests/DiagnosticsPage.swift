import ConnectExport
import Diagnostics
import Input
import Model
import Output
import Plan
import TemplateEngine
import Testing

@testable import SyncshiftCLI

/// `Docs/Reference/diagnostics.md`: every message's name, and why the rule behind it holds.
@Suite struct DiagnosticsPage {
  private static let rooms: [(title: String, codes: [DiagnosticCode])] = [
    ("What is written in the file", InputCatalog.allCodes),
    ("Files that extend one another", OverlayCatalog.allCodes),
    ("Fleets", FleetCatalog.allCodes),
    ("What it means", ModelCatalog.allCodes),
    ("What the export of a Connect server says", ExportCatalog.allCodes + Site.allCodes),
    ("What the inventory scripts measured", InventoryCatalog.allCodes),
    ("Templates", TemplateCatalog.allCodes),
    ("Files and folders", OutputCatalog.allCodes),
    ("The command line", CommandCatalog.allCodes),
  ]

  @Test func thePageHoldsEveryCode() throws {
    var text = """
      # Messages

      Every message ends with its name in brackets. `syncshift explain NAME` prints what is said here. A name is never used again with another meaning.

      An error means that the output would be wrong or cannot be made: nothing is written. A warning means that it is right and deserves a second look.

      """
    for room in Self.rooms {
      text += "\n## \(room.title)\n\n| Name | | Why it is so |\n|---|---|---|\n"
      for code in room.codes.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        text += "| `\(code.name)` | \(code.severity.rawValue) | \(cell(oneLine(code.explanation))) |\n"
      }
    }
    try CommittedPage(path: "Docs/Reference/diagnostics.md", text: text).check()
  }

  @Test func aNameIsUsedOnce() {
    let names = Self.rooms.flatMap(\.codes).map(\.name)
    #expect(
      names.count == Set(names).count, "a name stands in two lists: \(names.filter { name in names.count { $0 == name } > 1 })")
  }

  @Test(arguments: rooms.flatMap(\.codes))
  func everyCodeExplainsItself(_ code: DiagnosticCode) {
    #expect(code.explanation.utf8.count > 30, "'\(code.name)' does not say why")
    #expect(code.name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 })
  }

  private func oneLine(_ text: String) -> String { text.split(separator: "\n").joined(separator: " ") }
}
