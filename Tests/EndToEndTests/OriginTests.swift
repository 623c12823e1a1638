import Foundation
import Testing

/// `explain FIELD` over a base, a region, a fleet file and its table: which file and line each value comes from.
@Suite struct OriginTests {
  private static let files = [
    ("base.yaml", "note: all\nconnect:\n  precedence:\n    from: 50\ntenant:\n  name: a.com\n"),
    (
      "region.yaml",
      "extends: base.yaml\nconnect:\n  precedence:\n    from: 55\nwaves:\n  - name: pilot\n    units: [OU=A]\n  - name: staff\n    units: [OU=B]\n"
    ),
    (
      "fleet.yaml",
      "extends: region.yaml\nremove: [note]\nwaves:\n  - name: staff\n    remove: yes\nfleet:\n  rows: t.csv\n"
    ),
    (
      "list.yaml",
      "extends: region.yaml\nfleet:\n  rows:\n    - environment: east\n      connect.precedence.from: 60\n      \"waves[pilot].units\": [OU=E]\n"
        + "    - environment: west\n      remove: [note]\n      waves[staff].remove: yes\n"
    ),
    ("t.csv", "environment,connect.precedence.from,waves[pilot].units[]\nnorth,60,OU=C; OU=D\nsouth,,\n"),
  ]

  /// A field, the file and the row, and all that is said about its values.
  static let cases = [
    (
      "connect.precedence.from", "fleet.yaml", "north",
      "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4, replaced by 60, from t.csv:2"
    ),
    (
      "connect.precedence.from", "fleet.yaml", "south",
      "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4"
    ),
    ("tenant", "fleet.yaml", "south", "tenant.name: a.com, from base.yaml:6"),
    ("environment", "fleet.yaml", "south", "environment: south, from t.csv:3"),
    ("note", "fleet.yaml", "north", "note: all, from base.yaml:1, removed by fleet.yaml:2"),
    (
      "waves[pilot].units", "fleet.yaml", "north",
      "waves[pilot].units: [OU=A], from region.yaml:7, replaced by [OU=C, OU=D], from t.csv:2\n"
        + "waves[pilot].units[0]: OU=C, from t.csv:2\nwaves[pilot].units[1]: OU=D, from t.csv:2"
    ),
    (
      "waves[].units", "fleet.yaml", "south",
      "waves[pilot].units: [OU=A], from region.yaml:7\nwaves[pilot].units[0]: OU=A, from region.yaml:7\n"
        + "waves[staff].units: [OU=B], from region.yaml:9, removed by fleet.yaml:4\n"
        + "waves[staff].units[0]: OU=B, from region.yaml:9, removed by fleet.yaml:4"
    ),
    ("goal", "fleet.yaml", "north", "not written in 'fleet.yaml' or what it extends"),
    (
      "connect.precedence.from", "list.yaml", "east",
      "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4, replaced by 60, from list.yaml:5"
    ),
    (
      "connect.precedence.from", "list.yaml", "west",
      "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4"
    ),
    ("environment", "list.yaml", "east", "environment: east, from list.yaml:4"),
    (
      "waves[pilot].units", "list.yaml", "east",
      "waves[pilot].units: [OU=A], from region.yaml:7, replaced by [OU=E], from list.yaml:6\nwaves[pilot].units[0]: OU=E, from list.yaml:6"
    ),
    ("note", "list.yaml", "west", "note: all, from base.yaml:1, removed by list.yaml:8"),
    (
      "waves[staff].units", "list.yaml", "west",
      "waves[staff].units: [OU=B], from region.yaml:9, removed by list.yaml:9\n"
        + "waves[staff].units[0]: OU=B, from region.yaml:9, removed by list.yaml:9"
    ),
  ]

  @Test func `Every value keeps the file and line it came from, and so does what was taken out`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(text, to: name) }
    for (field, file, environment, expected) in Self.cases {
      let run = try Program.run(
        ["explain", field, "--input", file, "--environment", environment, "--format", "json"], in: folder.path)
      let json = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: String]
      #expect(json?["values"] == expected, "\(field): \(run.errorText)")
    }
  }

  /// What is asked, and how the answer ends or begins.
  static let questions: [(arguments: [String], status: Int32, answer: String)] = [
    (["--input", "fleet.yaml", "--environment", "nort"], 64, "'fleet.yaml' has no environment 'nort'; did you mean 'north'?"),
    (["--input", "base.yaml", "--environment", "north"], 64, "'base.yaml' has no environment 'north'\n"),
    (["--input", "base.yaml"], 0, "50, from base.yaml:4"),
    (["--input", "site.yaml", "--environment", "site"], 0, "from region.yaml:4, replaced by 70, from site.yaml:3"),
    (
      ["--input", "site.yaml", "--environment", "north"], 64, "'site.yaml' has no environment 'north'; its environment is 'site'"
    ),
    (["--environment", "north"], 64, "--environment names one of the environments of --input, which is missing"),
    (["--input", "fleet.yaml"], 0, "environment: north, t.csv:2, the first of 2; --environment names another"),
    (["--input", "fleet.yaml", "--environment", "south"], 0, "environment: south, t.csv:3\n"),
  ]

  @Test func `Explain says which environment it speaks of, and refuses one that is not there`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(text, to: name) }
    try folder.write("extends: region.yaml\nenvironment: site\nconnect: { precedence: { from: 70 } }\n", to: "site.yaml")
    for (arguments, status, answer) in Self.questions {
      let run = try Program.run(["explain", "connect.precedence.from"] + arguments, in: folder.path)
      #expect(run.status == status, "\(arguments): \(run.errorText)")
      #expect((run.outputText + run.errorText).contains(answer), "\(arguments): \(run.outputText)\(run.errorText)")
    }
  }
}
