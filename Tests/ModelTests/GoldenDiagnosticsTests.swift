import Diagnostics
import Foundation
import Input
import Testing

@testable import Model

/// Every code has an input that makes it, and the message with place and hint that a person then sees.
@Suite struct GoldenDiagnosticsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Diagnostics")

  @Test(arguments: ModelCatalog.allCodes.map(\.name))
  func everyCodeShowsItsMessagePlaceAndHint(code: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: "\(code).yaml")))
    var diagnostics = DiagnosticList()
    let node = try #require(YAMLReader.read(InputFile(name: "\(code).yaml", bytes: bytes), into: &diagnostics))
    let environment = EnvironmentReader.read(node, into: &diagnostics)
    if code == "retired-unit" {
      RetiredUnits.check(
        try #require(environment),
        previousUnits: [("contoso.com", ["OU=Sales,DC=contoso,DC=com", "ou=cloudsyncpilot,dc=contoso,dc=com"])],
        into: &diagnostics)
    }
    #expect(diagnostics.all.map(\.code.name) == [code], "one mistake gives one message")
    #expect(diagnostics.all.allSatisfy { $0.hint != nil && $0.range != nil })
    #expect((environment == nil) == (diagnostics.hasErrors && code != "retired-unit"))

    let shown = DiagnosticFormatter(texts: [(name: "\(code).yaml", lines: TextLines(bytes))]).format(diagnostics.sorted)
    let golden = Self.folder.appending(path: "\(code).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(shown.utf8).write(to: golden)
    } else {
      #expect(Array(shown.utf8) == Array(try Data(contentsOf: golden)))
    }
  }

  @Test func theFolderHoldsNothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
    let expected = ModelCatalog.allCodes.flatMap { ["\($0.name).txt", "\($0.name).yaml"] } + ["README.txt"]
    #expect(names.sorted() == expected.sorted())
  }

  @Test func codesAreUniqueSortedAndExplained() {
    let names = ModelCatalog.allCodes.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(ModelCatalog.allCodes.allSatisfy { $0.explanation.hasSuffix(".") })
    #expect(Set(names).isDisjoint(with: InputCatalog.allCodes.map(\.name)))
  }
}
