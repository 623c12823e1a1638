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
        // 1: an unknown key.
        ("  cloud: global", "  cluod: global"),
        // 2: no build.
        ("  build: 2.6.92.0", "  build: latest"),
        // 3: no role, and no word about an active server that is missing.
        ("    - name: SYNC01\n      role: active", "    - name: SYNC01\n      role: actve"),
        // 4: no answer.
        ("    device-sync: no", "    device-sync: off"),
        // 5: out of range.
        ("    from: 50", "    from: 150"),
        // 6: no identifier, and no word about its server, which is broken.
        ("ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d", "ae4db4cc-b16b-4eb2-acf5"),
        // 7: no number.
        ("          delete-threshold: 50", "          delete-threshold: 050"),
        // 8: outside its domain, and no word about the moves and test objects that rest on it.
        ("      - OU=CloudSyncPilot,DC=contoso,DC=com\n    create", "      - OU=CloudSyncPilot,DC=contso,DC=com\n    create"),
        // 9: no distinguished name, and no word about its test objects.
        ("- OU=Staff,DC=contoso,DC=com\n    test", "- OU=Staff;DC=contoso,DC=com\n    test"),
        // 10: an unknown key.
        ("  approver: Head", "  aprover: Head"),
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
