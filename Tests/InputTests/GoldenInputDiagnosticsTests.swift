import Diagnostics
import Foundation
import Testing

@testable import Input

/// What a person sees of each code: message, place and hint, in the golden file of its name.
@Suite struct GoldenInputDiagnosticsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Diagnostics")

  @Test(arguments: CatalogTests.inputs.keys.sorted())
  func everyCodeShowsItsMessagePlaceAndHint(code: String) throws {
    let bytes = try #require(CatalogTests.inputs[code])
    let found = try #require(Reading(bytes: bytes).diagnostics.first { $0.code.name == code })
    let shown = DiagnosticFormatter(texts: [(name: "estate.yaml", lines: TextLines(bytes))]).format(found)
    let golden = Self.folder.appending(path: "\(code).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(shown.utf8).write(to: golden)
    } else {
      #expect(Array(shown.utf8) == Array(try Data(contentsOf: golden)))
    }
  }

  @Test func theFolderHoldsNothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
    #expect(names.sorted() == (CatalogTests.inputs.keys.map { "\($0).txt" } + ["README.txt"]).sorted())
  }
}
