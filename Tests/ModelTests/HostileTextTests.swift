import Diagnostics
import Input
import SampleEstates
import Testing
import Vocabulary

@testable import Model

/// A hostile text is refused at its place, or kept scalar for scalar. Nothing in between.
@Suite struct HostileTextTests {
  static let texts = [
    "'", "\"", "’", "„", "'\u{301}", "\"\u{301}", "’\u{301}", "$(id)", "`id`", "${IFS}", "#>", "<#", "'@", "\"@", "]]>", "&",
    "&amp;", "<b>",
    "--", "|", "\\", "a\\", "%TEMP%", "{{name}}", "\r\n", "\n", "\r", "\t", "\u{0}", "\u{7}", "\u{1B}[31m", "\u{85}", "\u{2028}",
    "\u{202E}abc",
    "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "é", "e\u{301}", "👩‍💻", "🇩🇪", "日本語", "שלום",
    "requires -RunAsAdministrator",
    " leading", "trailing ", "#hash", "-dash", "~", "null", "yes", "0777", "1.10", String(repeating: "x", count: 10_000),
    String(repeating: "x", count: 10_001),
  ]

  struct Place: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: @Sendable (String) -> String
    let value: @Sendable (Environment) -> String?
    var testDescription: String { name }
  }

  static let places: [Place] = [
    Place(name: "environment", old: "environment: contoso", new: { "environment: \($0)" }, value: { $0.name.value }),
    Place(name: "note", old: "goal: full", new: { "goal: full\nnote: \($0)" }, value: { $0.note?.value }),
    Place(
      name: "wave's name", old: "  - name: pilot", new: { "  - name: \($0)" }, value: { $0.waves[0].name.value }),
    Place(
      name: "server", old: "  source-anchor", new: { "    - name: \($0)\n      role: staging\n  source-anchor" },
      value: { $0.connect.servers[1].name.value }),
    Place(
      name: "connector", old: "      name: contoso.com\n      ids", new: { "      name: \($0)\n      ids" },
      value: { $0.forests[0].connector.name.value }),
    Place(name: "approver", old: "Head of infrastructure", new: { $0 }, value: { $0.owners.approver?.value }),
    Place(
      name: "constant", old: "          notify:",
      new: {
        "          attribute-mappings:\n            - object-type: user\n              target: department\n              constant: \($0)\n          notify:"
      },
      value: {
        if case .constant(let text)? = $0.forests[0].domains[0].cloudSync.attributeMappings.first?.source {
          text.value
        } else {
          nil
        }
      }),
    Place(
      name: "waiver's reason", old: "owners:\n",
      new: { "waivers:\n  - finding: connect-health\n    who: Dana\n    reason: \($0)\nowners:\n" },
      value: { $0.waivers.first?.reason.value }),
  ]

  @Test(arguments: places, texts)
  func aTextIsRefusedAtItsPlaceOrKept(place: Place, text: String) throws {
    let yaml = SampleEstate.yaml("contoso", replacing: [(place.old, place.new(Self.quoted(text)))])
    var diagnostics = DiagnosticList()
    let node = YAMLReader.read(InputFile(name: "sample.yaml", bytes: Array(yaml.utf8)), into: &diagnostics)
    let environment = node.flatMap { EnvironmentReader.read($0, into: &diagnostics) }
    if let environment {
      #expect(Array(try #require(place.value(environment)).utf8) == Array(text.utf8))
      #expect(
        text.unicodeScalars.allSatisfy { MessageText.isVisible($0) && $0 != "\n" && $0 != "\t" }, "nothing invisible is kept")
    } else {
      let line = yaml.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).firstIndex {
        String(decoding: $0, as: UTF8.self).contains(Self.quoted(text))
      }
      #expect(diagnostics.sorted.first?.range?.start.line == line.map { $0 + 1 })
    }
  }

  /// As the value of a component, by the escapes of RFC 4514: what is kept comes back as it was.
  @Test(arguments: texts)
  func aNameInTheDirectoryIsRefusedAtItsPlaceOrKept(text: String) throws {
    let unit = DistinguishedName(
      components: [.init(type: "OU", value: text)] + DistinguishedName(domain: "contoso.com").components)
    let yaml = SampleEstate.yaml(
      "contoso",
      replacing: [
        ("- OU=Staff,DC=contoso,DC=com\n    test", "- OU=Staff,DC=contoso,DC=com\n      - \(Self.quoted(unit.text))\n    test")
      ])
    var diagnostics = DiagnosticList()
    let node = YAMLReader.read(InputFile(name: "sample.yaml", bytes: Array(yaml.utf8)), into: &diagnostics)
    if let environment = node.flatMap({ EnvironmentReader.read($0, into: &diagnostics) }) {
      let read = try #require(environment.waves[1].units.last)
      #expect(Array(read.value.components[0].value.utf8) == Array(text.utf8))
    } else {
      #expect(!diagnostics.sorted.isEmpty)
      #expect(diagnostics.sorted.allSatisfy { $0.range != nil && $0.hint != nil })
    }
  }

  /// A double-quoted YAML scalar with every character outside printable ASCII and Latin escaped that YAML would not take raw.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case let control where control.value < 0x20 || control.value == 0x85 || control.value == 0x2028 || control.value == 0xFFFE:
        let digits = String(control.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
