import Diagnostics
import Testing
import Vocabulary

@testable import ConnectExport

@Suite struct WizardPolicyTests {
  private static let rule = "b31acfbe-cb73-5543-a60c-a9ea8900145d"

  private func read(_ files: [(String, String)]) -> (policy: WizardPolicy?, codes: [String]) {
    var diagnostics = DiagnosticList()
    let export = ExportReader.read(
      SampleExport.files(more: files.map { SampleExport.file($0.0, $0.1) }), folder: "export", into: &diagnostics)
    return (export.policy, diagnostics.all.map(\.code.name))
  }

  @Test(arguments: [
    "{\"onpremisesDirectoryPolicy\":[{\"customSynchronizationRules\":[{\"uniqueIdentifier\":\"RULE\",\"name\":\"x\"}]}]}",
    "{\n\"OnPremisesDirectoryPolicy\":{\"CustomSynchronizationRules\":{\"UniqueIdentifier\":\"{RULE}\"}},\"later\":[1.5e3,true,null,\"\\u00e9\\ud83d\\ude00\"]}",
    "{\"azureDirectoryPolicy\":{\"customSynchronizationRules\":[{\"uniqueidentifier\":\"\\u0052ULE\"},{\"name\":\"without\"}]}}",
  ])
  func rulesAreFoundWhateverTheCaseOfTheKeys(text: String) throws {
    let text = text.replacing("\\u0052ULE", with: Self.rule.uppercased()).replacing("RULE", with: Self.rule.uppercased())
    let (policy, codes) = read([("Applied-SynchronizationPolicy-20261001-080000.JSON", text)])
    #expect(codes == [])
    #expect(policy?.customRules.map(\.id) == [GUID(Self.rule)].compactMap(\.self))
  }

  @Test func theNewestFileCountsWhateverItIsCalled() {
    let empty = "{}"
    let full = "{\"azureDirectoryPolicy\":{\"customSynchronizationRules\":[{\"uniqueIdentifier\":\"\(Self.rule)\"}]}}"
    let (policy, _) = read([
      ("Exported-SynchronizationPolicy-20260901-080000.JSON", empty),
      ("Applied-SynchronizationPolicy-20261001-080000.JSON", full),
      ("MigratedPolicy.json", "no JSON"), ("Connectors/Applied-SynchronizationPolicy-20271001-080000.JSON", "no JSON"),
    ])
    #expect(policy?.name == "Applied-SynchronizationPolicy-20261001-080000.JSON")
    #expect(policy?.customRules.count == 1)
  }

  @Test func aBrokenFileIsAWarningWithItsLine() {
    let text = "{\n\"a\": [1, 2,\n\"b\n"
    for length in 1..<text.utf8.count {
      let (policy, codes) = read([("Applied-SynchronizationPolicy-1.JSON", String(text.prefix(length)))])
      #expect(policy == nil && codes == ["export-policy-unreadable"], "cut at \(length)")
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(read([("Applied-SynchronizationPolicy-1.JSON", deep)]).codes == ["export-policy-unreadable"])
  }
}
