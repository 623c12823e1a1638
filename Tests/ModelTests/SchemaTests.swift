import Diagnostics
import Foundation
import Input
import JSON
import SampleEstates
import Testing

@testable import Model

@Suite struct SchemaTests {
  /// A validator that is not ours says yes to what we take and no to what we refuse. Needs python3 with jsonschema.
  @Test func aValidatorOfOthersAgrees() throws {
    var cases: [(name: String, valid: Bool, json: String)] = []
    for example in ["contoso", "fabrikam"] {
      cases.append((example, true, try Self.json(SampleEstate.yaml(example))))
    }
    for (name, change) in [
      ("unknown key", ("  cloud: global", "  cluod: global")), ("no tenant name", ("  name: contoso.onmicrosoft.com\n", "")),
      ("wrong choice", ("goal: full", "goal: all")), ("wrong version", ("version: 1", "version: 2")),
      ("wrong number", ("delete-threshold: 50", "delete-threshold: 501")),
      ("wrong name", ("environment: contoso", "environment: Contoso")),
      ("no unit", ("    units:\n      - OU=CloudSyncPilot,DC=contoso,DC=com\n", "    units: []\n")),
      ("wrong GUID", ("3b1f8a52-6c0e", "3b1f8a52-6c0")),
      ("group scope", ("    note: A handful", "    groups: [a]\n    note: A handful")),
      (
        "two sources",
        (
          "          notify:",
          "          attribute-mappings: [{ object-type: user, target: a, attribute: b, constant: c }]\n          notify:"
        )
      ),
    ] {
      let yaml = SampleEstate.yaml("contoso", replacing: [change])
      #expect(!Reader.diagnostics(yaml).isEmpty, "\(name) must be wrong to us, too")
      cases.append((name, false, try Self.json(yaml)))
    }
    for (name, valid, yaml) in Self.parts {
      #expect(Self.isTaken(yaml) == valid, "\(name) is the same to us")
      cases.append((name, valid, try Self.json(yaml)))
    }
    let program = """
      import json, sys
      try:
        from jsonschema import Draft202012Validator
      except ImportError:
        print("no jsonschema"); sys.exit(0)
      data = json.load(sys.stdin)
      Draft202012Validator.check_schema(data["schema"])
      validator = Draft202012Validator(data["schema"])
      for name, valid, value in data["cases"]:
        errors = [e.message for e in validator.iter_errors(value)]
        if bool(errors) == valid: print(name, errors[:2])
      """
    let list = cases.map { "[\(JSONValue.text($0.name).line), \($0.valid), \($0.json)]" }.joined(separator: ",")
    let input = "{\"schema\": \(EnvironmentSchema.json()), \"cases\": [\(list)]}"
    guard let output = try Self.python(program, input: input) else {
      print("SKIPPED: the JSON Schema was not tried against another validator, since python3 is not there")
      return
    }
    if output.hasPrefix("no jsonschema") {
      print("SKIPPED: the JSON Schema was not tried against another validator, since python3 has no jsonschema")
      return
    }
    #expect(output == "")
  }

  /// Files that leave something to others, and whether they may be written so.
  private static let parts: [(name: String, valid: Bool, yaml: String)] = [
    ("overlay", true, "extends: base.yaml\nenvironment: north\nconnect:\n  precedence:\n    from: 60\n"),
    ("overlay with an entry", true, "extends: base.yaml\nwaves:\n  - name: pilot\n    note: later\n"),
    (
      "overlay that removes", true,
      "extends: base.yaml\nremove: [owners]\nwaves:\n  - { name: staff, remove: \"yes\" }\nconnect: { remove: [estate] }\n"
    ),
    ("overlay with an unknown key", false, "extends: base.yaml\ntenant:\n  nam: x\n"),
    ("overlay with a wrong choice", false, "extends: base.yaml\ngoal: all\n"),
    ("fleet with a file", true, "extends: base.yaml\nfleet:\n  rows: stores.csv\n"),
    ("fleet with a separator", true, "extends: base.yaml\nfleet: { rows: stores.csv, separator: tab }\n"),
    (
      "fleet with rows", true,
      "extends: base.yaml\nfleet:\n  rows:\n    - environment: north\n      connect.precedence.from: 60\n"
    ),
    ("fleet without rows", false, "extends: base.yaml\nfleet: {}\n"),
    ("fleet with no row", false, "extends: base.yaml\nfleet: { rows: [] }\n"),
    ("fleet with an unknown key", false, "extends: base.yaml\nfleet: { rows: stores.csv, colour: red }\n"),
    ("fleet with another separator", false, "extends: base.yaml\nfleet: { rows: stores.csv, separator: \"/\" }\n"),
    ("fleet with a row without a name", false, "extends: base.yaml\nfleet: { rows: [{ connect.precedence.from: 60 }] }\n"),
  ]

  /// Whether the program takes a file over the example, as a fleet if it is one.
  private static func isTaken(_ yaml: String) -> Bool {
    var diagnostics = DiagnosticList()
    var input = OverlayReader.read(InputFile(name: "f.yaml", bytes: Array(yaml.utf8)), into: &diagnostics) { _ in
      .bytes(Array(SampleEstate.yaml("contoso").utf8))
    }
    guard FleetReader.mayBeFleet(Array(yaml.utf8)) else {
      return input.node.flatMap { EnvironmentReader.read($0, into: &diagnostics) } != nil && !diagnostics.hasErrors
    }
    let table = Array("environment\tnote\nnorth\tx\n".utf8)
    return FleetReader.read(&input, into: &diagnostics) { _ in .bytes(table) } != nil && !diagnostics.hasErrors
  }

  @Test func theSchemaIsTheSameEveryTime() {
    #expect(EnvironmentSchema.json() == EnvironmentSchema.json())
  }

  @Test func everyKeyHasADescriptionInAllThreeForms() throws {
    let schema = EnvironmentSchema.json()
    let reference = EnvironmentReference.markdown()
    for entry in FieldIndex.all {
      #expect(entry.field.documentation.hasSuffix(".") || entry.field.documentation.hasSuffix("?"), "\(entry.path)")
      #expect(schema.contains("\"\(entry.field.name)\": {"))
      #expect(reference.contains("| `\(entry.field.name)` |"))
      #expect(FieldExplanation.text(for: entry.path) != nil)
    }
  }

  @Test func keyPathsOfMessagesAreExplained() throws {
    let text = try #require(
      FieldExplanation.text(for: "forests[contoso.com].domains[emea.contoso.com].cloud-sync.delete-threshold"))
    #expect(text.hasPrefix("forests[].domains[].cloud-sync.delete-threshold\n"))
    #expect(text.contains("Default: 50"))
    #expect(FieldExplanation.text(for: "waves[pilot].units[0]") != nil)
    #expect(FieldExplanation.text(for: "waves[].colour") == nil)
  }

  /// The file as an editor sees it: plain whole numbers are numbers, everything else is text.
  private static func json(_ yaml: String) throws -> String {
    var diagnostics = DiagnosticList()
    let node = try #require(YAMLReader.read(InputFile(name: "sample.yaml", bytes: Array(yaml.utf8)), into: &diagnostics))
    return value(node).line
  }

  private static func value(_ node: Node) -> JSONValue {
    switch node {
    case .mapping(let mapping): .object(mapping.entries.map { ($0.key.text, value($0.value)) })
    case .sequence(let sequence): .array(sequence.items.map(value))
    case .scalar(let scalar):
      scalar.style == .plain ? Int(scalar.text).map { .number($0) } ?? .text(scalar.text) : .text(scalar.text)
    }
  }

  private static func python(_ program: String, input: String) throws -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString).json")
    try Data(input.utf8).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: folder)
    process.standardOutput = out
    process.standardError = FileHandle.standardError
    try process.run()
    let bytes = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 { return nil }
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
