import Diagnostics
import Input
import SampleEstates
import Testing

@testable import Model

@Suite struct TenErrorsTests {
  /// Shape, values and rules together; none may hide or repeat another.
  @Test func tenErrorsInOneFileGiveTenMessagesInOneRun() throws {
    let yaml = SampleEstate.yaml(
      "contoso",
      replacing: [
        ("  cloud: global", "  cluod: global"),  // 1 unknown key
        ("  build: 2.6.92.0", "  build: latest"),  // 2 no build
        ("    device-sync: no", "    device-sync: off"),  // 3 no answer
        ("    - name: SYNC01\n      role: active", "    - name: SYNC01\n      role: actve"),  // 4 no role; no word about a missing active server
        ("    from: 50", "    from: 150"),  // 5 out of range
        ("ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d", "ae4db4cc-b16b-4eb2-acf5"),  // 6 no identifier; no word about the unknown server
        ("          delete-threshold: 50", "          delete-threshold: 050"),  // 7 no number
        ("      - OU=CloudSyncPilot,DC=contoso,DC=com\n    create", "      - OU=CloudSyncPilot,DC=contso,DC=com\n    create"),  // 8 outside its domain; no word about its test objects and moves
        ("- OU=Staff,DC=contoso,DC=com\n    test", "- OU=Staff;DC=contoso,DC=com\n    test"),  // 9 no name; no word about its test objects
        ("  approver: Head", "  aprover: Head"),  // 10 unknown key
      ])
    var diagnostics = DiagnosticList()
    let node = try #require(YAMLReader.read(InputFile(name: "ten.yaml", bytes: Array(yaml.utf8)), into: &diagnostics))
    #expect(EnvironmentReader.read(node, into: &diagnostics) == nil)
    #expect(
      diagnostics.sorted.map(\.code.name) == [
        "unknown-key", "invalid-build", "not-a-choice", "not-an-answer", "number-out-of-range", "invalid-guid", "not-a-number",
        "unit-outside-domain", "invalid-distinguished-name", "unknown-key",
      ])
  }
}
