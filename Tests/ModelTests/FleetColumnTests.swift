import Diagnostics
import Input
import SampleEstates
import Testing

@testable import Model

/// The columns of a fleet's table, held against the keys of an environment.
@Suite struct FleetColumnTests {
  struct Column: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is said about it; nil where nothing is.
    let expected: String?
    init(_ name: String, _ expected: String? = nil) { (self.name, self.expected) = (name, expected) }
    var testDescription: String { name }
  }

  @Test(arguments: [
    Column("tenant.name"), Column("waves[pilot].units[]"), Column("connect.precedence.from"),
    Column("connect.servers[SYNC01].role"),
    Column("forests[contoso.com].domains[contoso.com].cloud-sync.delete-threshold"),
    Column("waves[staff].remove"), Column("waves[staff].remove[]"), Column("remove[]"), Column("connect.features.remove[]"),
    Column("remove", "unknown-key: 'remove': 'remove' is not a key of 'the environment'; "),
    Column("inventory.remove[]", "wrong-kind: 'inventory.remove[]' is asked of a single value; end the name before it"),
    Column("tenant.nam", "unknown-key: 'tenant.nam': 'nam' is not a key of 'tenant'; did you mean 'name'?"),
    Column("colour", "unknown-key: 'colour': 'colour' is not a key of 'the environment'; keys there: version,"),
    Column("tenant", "wrong-kind: 'tenant' has keys of its own; name one of them, as in tenant.id"),
    Column("tenant.name[]", "wrong-kind: 'tenant.name[]' is a single value, not a list; delete [] at the end of the name"),
    Column("waves[pilot].units", "wrong-kind: 'waves[pilot].units' is a list; end the name with []"),
    Column("waves", "wrong-kind: 'waves' is a list whose entries have keys of their own; name an entry and one of its keys"),
    Column("waves[pilot]", "wrong-kind: 'waves[pilot]' has keys of its own; name one of them, as in waves[pilot].note"),
    Column(
      "waves[pilot].groups[]", "group-scope-refused: "),
  ]) func `A column that no row could use is refused once, where it is named`(_ column: Column) throws {
    var diagnostics = DiagnosticList()
    let yaml = SampleEstate.yaml("contoso") + "fleet: { rows: t.csv }\n"
    var input = OverlaidInput(
      node: YAMLReader.read(InputFile(name: "f.yaml", bytes: Array(yaml.utf8)), into: &diagnostics), files: [])
    let table = Array("environment,\(column.name)\nnorth,1\nsouth,2\n".utf8)
    let fleet = try #require(FleetReader.read(&input, into: &diagnostics) { _ in .bytes(table) })
    FleetColumns.check(fleet, into: &diagnostics)
    let said = diagnostics.all.map { "\($0.code.name): \($0.message); \($0.hint ?? "")" }
    guard let expected = column.expected else { return #expect(said == []) }
    #expect(said.count == 1 && said[0].utf8.starts(with: expected.utf8), "\(said)")
    #expect(diagnostics.all.first?.range?.start == SourcePosition(line: 1, column: 13))
  }
}
