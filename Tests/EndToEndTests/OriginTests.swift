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
    ("t.csv", "environment,connect.precedence.from,waves[pilot].units[]\nnorth,60,OU=C; OU=D\nsouth,,\n"),
  ]

  /// A field, a row, and all that is said about its values.
  static let cases = [
    (
      "connect.precedence.from", "north",
      "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4, replaced by 60, from t.csv:2"
    ),
    ("connect.precedence.from", "south", "connect.precedence.from: 50, from base.yaml:4, replaced by 55, from region.yaml:4"),
    ("tenant", "south", "tenant.name: a.com, from base.yaml:6"),
    ("environment", "south", "environment: south, from t.csv:3"),
    ("note", "north", "note: all, from base.yaml:1, removed by fleet.yaml:2"),
    (
      "waves[pilot].units", "north",
      "waves[pilot].units: [OU=A], from region.yaml:7, replaced by [OU=C, OU=D], from t.csv:2\n"
        + "waves[pilot].units[0]: OU=C, from t.csv:2\nwaves[pilot].units[1]: OU=D, from t.csv:2"
    ),
    (
      "waves[].units", "south",
      "waves[pilot].units: [OU=A], from region.yaml:7\nwaves[pilot].units[0]: OU=A, from region.yaml:7\n"
        + "waves[staff].units: [OU=B], from region.yaml:9, removed by fleet.yaml:4\n"
        + "waves[staff].units[0]: OU=B, from region.yaml:9, removed by fleet.yaml:4"
    ),
    ("goal", "north", "not written in 'fleet.yaml' or what it extends"),
  ]

  @Test func `Every value keeps the file and line it came from, and so does what was taken out`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(text, to: name) }
    for (field, environment, expected) in Self.cases {
      let run = try Program.run(
        ["explain", field, "--input", "fleet.yaml", "--environment", environment, "--format", "json"], in: folder.path)
      let json = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: String]
      #expect(json?["values"] == expected, "\(field): \(run.errorText)")
    }
    let none = try Program.run(["explain", "goal", "--input", "fleet.yaml", "--environment", "nort"], in: folder.path)
    #expect(none.status == 64 && none.errorText.contains("no environment 'nort'; did you mean 'north'?"), "\(none.errorText)")
  }
}
