import Diagnostics
import Testing

@testable import Input

/// A fleet file, its table, and what its rows come to.
@Suite struct FleetTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The fleet file without its first line, which extends the base.
    let fleet: String
    let table: String
    /// One text for each row; or the first thing that is wrong.
    let expected: [String]

    init(_ description: String, csv: String, _ expected: String...) {
      testDescription = description
      fleet = "fleet: { rows: t.csv }\n"
      table = csv
      self.expected = expected
    }

    init(_ description: String, fleet: String, csv: String = "", _ expected: String...) {
      testDescription = description
      self.fleet = fleet
      table = csv
      self.expected = expected
    }
  }

  static let base = """
    v: 1
    m: { a: 1 }
    f: [{ name: x.com, d: [{ name: x.com, n: 50, l: [p, q] }, { name: y.x.com, n: 60 }] }]

    """

  static let cases = [
    Case("a cell replaces, an empty one leaves", csv: "environment,m.a\nn,2\ns,\n", row("n", a: "2"), row("s")),
    Case("an entry is found by its name", csv: "environment,f[x.com].d[y.x.com].n\nn,7\n", row("n", other: "7")),
    Case(
      "a list has an entry for each part of the cell", csv: "environment,f[x.com].d[x.com].l[]\nn, r; s ;t\\;u\n",
      row("n", l: "r, s, t\\;u")),
    Case("a list has an entry a line", csv: "environment,f[x.com].d[x.com].l[]\r\nn,\"r\r\ns\"\r\n", row("n", l: "r, s")),
    Case("semicolons between cells", csv: "environment;m.a\nn;2,5\n", row("n", a: "2,5")),
    Case("tabs between cells", csv: "environment\tm.a\nn\t2;5\n", row("n", a: "2;5")),
    Case("a mark of byte order and CRLF", csv: "\u{FEFF}environment,m.a\r\nn,2\r\n", row("n", a: "2")),
    Case("a spreadsheet says its separator", csv: "sep=;\nenvironment;m.a\nn;2\n", row("n", a: "2")),
    Case("no line end at the end", csv: "environment,m.a\nn,2", row("n", a: "2")),
    Case("rows with nothing in them", csv: "environment,m.a\n,\nn,2\n\n", row("n", a: "2")),
    Case(
      "quotes, separators and line breaks in a cell", csv: "environment,m.a\nn,\"a \"\"b\"\", c\nd\"\n",
      row("n", a: "a \"b\", c\nd")),
    Case("nothing but quotes", csv: "environment,m.a\nn,\"\"\"\"\"\"\n", row("n", a: "\"\"")),
    Case(
      "an entry is removed in one row", csv: "environment,f[x.com].d[y.x.com].remove\nn,yes\ns,\n",
      "{v: 1, m: {a: 1}, f: [{name: x.com, d: [{name: x.com, n: 50, l: [p, q]}]}], environment: n}", row("s")),
    Case(
      "keys are removed in one row", csv: "environment,remove[]\nn,v; m\n",
      "{f: [{name: x.com, d: [{name: x.com, n: 50, l: [p, q]}, {name: y.x.com, n: 60}]}], environment: n}"),
    Case("a no-break space in a text", csv: "environment,m.a\nn,2\u{A0}3\n", row("n", a: "2\u{A0}3")),
    Case("a cell with blanks", csv: "environment,m.a\nn, \ns,\t\nt,\u{A0}\n", blank, blank, blank),
    Case("a formula is a text", csv: "environment,m.a\nn,=cmd|'/c calc'!A1\n", row("n", a: "=cmd|'/c calc'!A1")),
    Case("what would be YAML is a text", csv: "environment,m.a\nn,\"{a: b}\"\n", row("n", a: "{a: b}")),
    Case(
      "the separator of the fleet file", fleet: "fleet: { rows: t.csv, separator: \"|\" }\n", csv: "environment|m.a\nn|2\n",
      row("n", a: "2")),
    Case(
      "rows in the fleet file",
      fleet: "fleet:\n  rows:\n    - environment: n\n      m.a: 2\n    - { environment: s, \"f[x.com].d[x.com].l\": [r] }\n",
      row("n", a: "2"), row("s", l: "r")),
    Case("the fleet file replaces for all rows", fleet: "m: { a: 3 }\nfleet: { rows: [{ environment: n }] }\n", row("n", a: "3")),

    Case(
      "a quote that is not closed", csv: "environment,m.a\nn,\"2\n",
      "t.csv:2:3 fleet-table: a cell begins with a quote that is never closed"),
    Case(
      "text behind a quote", csv: "environment,m.a\nn,\"2\"3\n", "t.csv:2:6 fleet-table: text follows the closing quote of a cell"
    ),
    Case(
      "a quote inside", csv: "environment,m.a\nn,2\"3\n",
      "t.csv:2:4 fleet-table: a quote stands inside a cell that does not begin with one"),
    Case("too many cells", csv: "environment,m.a\nn,2,3\n", "t.csv:2:1 fleet-row: the row has 3 cells; the table has 2 columns"),
    Case("too few cells", csv: "environment,m.a\nn,2\ns\n", "t.csv:3:1 fleet-row: the row has 1 cell; the table has 2 columns"),
    Case(
      "two that could separate", csv: "environment,m.a;b\nn,2\n",
      "t.csv:1:1 fleet-table: the first row holds several characters that could be the separator"),
    Case("no name", csv: "name,m.a\nn,2\n", "t.csv:1:1 fleet-column: no column is called 'environment'"),
    Case("a name of blanks", csv: "environment,m.a\n \u{A0},2\n", "t.csv:2:1 fleet-row: the row does not name its environment"),
    Case("a row of blanks", csv: "environment,m.a\nn,2\n , \n", "t.csv:3:1 fleet-row: the row does not name its environment"),
    Case("an empty name", csv: "environment,m.a\n,2\n", "t.csv:2:1 fleet-row: the row does not name its environment"),
    Case(
      "an entry that the base has not", csv: "environment,f[x.con].name\nn,2\n",
      "t.csv:1:13 fleet-column: 'f[x.con].name': the base has no entry 'x.con' there"),
    Case(
      "an entry of what is no list", csv: "environment,m[a]\nn,2\n",
      "t.csv:1:13 fleet-column: 'm[a]': '[a]' is asked of a value that is no list in the base"),
    Case(
      "a key of what has none", csv: "environment,v.a\nn,2\n",
      "t.csv:1:13 fleet-column: 'v.a': 'a' is asked of a value that has no keys in the base"),
    Case(
      "two columns with one name", csv: "environment,m.a,m.a\nn,2,3\n",
      "t.csv:1:17 fleet-column: the column 'm.a' stands here a second time"),
    Case(
      "a column inside another", csv: "environment,m,m.a\nn,2,3\n",
      "t.csv:1:15 fleet-column: 'm.a': two columns name the same value"),
    Case("a column without a name", csv: "environment,\nn,2\n", "t.csv:1:13 fleet-column: column 2 has no name"),
    Case(
      "a bracket that is open", csv: "environment,f[x\nn,2\n",
      "t.csv:1:13 fleet-column: 'f[x' is no key path: a bracket is not closed"),
    Case(
      "a base in a row", csv: "environment,extends\nn,a.yaml\n",
      "t.csv:1:13 fleet-column: 'extends' is no key path: a row extends the fleet's base"),
    Case("a control character", csv: "environment,m.a\nn,a\u{7}b\n", "t.csv:2:4 control-character"),
    Case("a lone CR", csv: "environment,m.a\rn,2\r", "t.csv:1:16 "),
    Case("a character that turns the text", csv: "environment,m.a\nn,a\u{202E}b\n", "t.csv:2:4 direction-character"),
    Case(
      "a table that is not there", fleet: "fleet: { rows: u.csv }\n",
      "f.yaml:2:16 fleet-table: 'rows' names a file that cannot be used: no such file"),
    Case("an empty list of rows", fleet: "fleet: { rows: [] }\n", "f.yaml:2:16 fleet-table: the fleet has no rows"),
    Case("no rows", fleet: "fleet: {}\n", "f.yaml:2:8 fleet-table: 'rows' of 'fleet' is the path of a CSV file, or a list"),
    Case("a key that is none", fleet: "fleet: { row: t.csv }\n", "f.yaml:2:8 fleet-table"),
    Case(
      "a row that is a word", fleet: "fleet: { rows: [n] }\n",
      "f.yaml:2:17 fleet-row: a row is a mapping from key paths to values"),
    Case(
      "a row without a name", fleet: "fleet: { rows: [{ m.a: 2 }] }\n",
      "f.yaml:2:17 fleet-row: the row does not name its environment"),
  ]

  private static let blank = "the cell holds nothing but blanks"

  private static func row(_ name: String, a: String = "1", l: String = "p, q", other: String = "60") -> String {
    "{v: 1, m: {a: \(a)}, f: [{name: x.com, d: [{name: x.com, n: 50, l: [\(l)]}, {name: y.x.com, n: \(other)}]}], environment: \(name)}"
  }

  @Test(arguments: cases) func `Rows come to environments, or to one message with its place`(_ fleet: Case) {
    let (made, diagnostics) = Self.read(fleet)
    guard let first = diagnostics.sorted.first else {
      let texts = (0..<(made?.count ?? 0)).map { row in
        var found = DiagnosticList()
        let node = made?.input(of: row, into: &found).node
        return found.all.first?.message ?? node.map(OverlayTests.text) ?? ""
      }
      #expect(texts == fleet.expected)
      return
    }
    let place = first.range.map { "\($0.file):\($0.start.line):\($0.start.column)" } ?? ""
    #expect(
      "\(place) \(first.code.name): \(first.message)".utf8.starts(with: fleet.expected[0].utf8),
      "\(place) \(first.code.name): \(first.message)")
    #expect(first.severity == .error)
  }

  @Test func `A value knows the cell that it was written in, and what it replaced`() throws {
    let (fleet, _) = Self.read(Case("", csv: "environment,f[x.com].d[y.x.com].n\nn,7\n\"s\",\"8\"\n"))
    var diagnostics = DiagnosticList()
    let input = try #require(fleet).input(of: 1, into: &diagnostics)
    let replaced = input.origins.replaced("f[x.com].d[y.x.com].n").map {
      "\($0.text ?? "") \($0.range.file):\($0.range.start.line)"
    }
    #expect(replaced == ["60 base.yaml:3"])
    #expect(input.origins.replaced("f[x.com].name").isEmpty, "the name that an entry is found by replaces nothing")
    #expect(fleet?.name(of: 1)?.range.start == SourcePosition(line: 3, column: 1))
    #expect(fleet?.files.map(\.name) == ["f.yaml", "base.yaml", "t.csv"])
  }

  @Test func `The same values in other places are other bytes`() throws {
    let (one, _) = Self.read(Case("", csv: "environment,m.a\nn,2\n"))
    let (other, _) = Self.read(Case("", csv: "environment,m.a\n\nn,2\n"))
    let (third, _) = Self.read(Case("", csv: "environment,m.a\nn,3\n"))
    var diagnostics = DiagnosticList()
    let bytes = [one, one, other, third].map { $0?.input(of: 0, into: &diagnostics).node?.bytes }
    #expect(bytes[0] == bytes[1] && bytes[0] != bytes[2] && bytes[0] != bytes[3] && bytes[0] != nil)
  }

  @Test(arguments: ["fleet: {}\n", "a: 1\nfleet:\n", "\u{FEFF}fleet: {}"])
  func `A file with the key at a line's start may be a fleet`(_ text: String) {
    #expect(FleetReader.mayBeFleet(Array(text.utf8)))
  }

  @Test(arguments: ["a: fleet: 1\n", " fleet:\n", "fleets: 1\n", ""]) func `Any other is none`(_ text: String) {
    #expect(!FleetReader.mayBeFleet(Array(text.utf8)))
  }

  private static func read(_ fleet: Case) -> (Fleet?, DiagnosticList) {
    func open(_ path: String) -> OverlayReader.Opened {
      switch path {
      case "base.yaml": .bytes(Array(base.utf8))
      case "t.csv": .bytes(Array(fleet.table.utf8))
      default: .unreadable("no such file")
      }
    }
    var diagnostics = DiagnosticList()
    let file = InputFile(name: "f.yaml", bytes: Array("extends: base.yaml\n\(fleet.fleet)".utf8))
    var input = OverlayReader.read(file, into: &diagnostics, open: open)
    return (FleetReader.read(&input, into: &diagnostics, open: open), diagnostics)
  }
}
