import ConnectExport
import Diagnostics
import Input
import SampleEstates
import Testing

@testable import Model

@Suite struct StarterFileTests {
  private func environment(_ export: SampleExport, path: String = "exports/sync01") throws -> Environment {
    let yaml = StarterFile([StarterFile.Source(path: path, export: try export.read())]).yaml
      .replacing("00000000-0000-0000-0000-000000000000", with: "3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10")
      .replacing("units: []", with: "units: [\"OU=Pilot,DC=contoso,DC=com\"]")
    return try SampleEstate.environment(yaml)
  }

  @Test func whatTheExportSaysStandsInTheFile() throws {
    let environment = try environment(SampleExport())
    #expect(environment.tenant.name.value == "contoso.onmicrosoft.com")
    #expect(environment.connect.build.value.text == "2.6.92.0")
    #expect(environment.connect.servers.map(\.name.value) == ["SYNC01"])
    #expect(environment.connect.servers[0].export?.value == "exports/sync01")
    #expect(environment.connect.sourceAnchor.value == .consistencyGuid)
    #expect(environment.domains[0].domain.cloudSync.passwordHashSync.value)
    #expect(environment.facts[.passwordHashSync].value == .unknown, "a newer export counts")
  }

  /// Names in an export cannot write into the file.
  @Test(arguments: [
    "a\"b\\c: [x] # y", "line\u{2028}break\nenvironment: other", "right\u{202E}left", "'single' “curly” e\u{301}", "- {}", "",
  ])
  func aHostileConnectorNameStaysAName(name: String) throws {
    var export = SampleExport()
    export.connectors[0].name = "contoso.com"
    let text = SampleExportXMLName.replacing(export, name: name)
    guard !name.isEmpty else {
      #expect(text == nil, "an empty name is refused by the reader")
      return
    }
    let starter = StarterFile([StarterFile.Source(path: "exports/sync01", export: try #require(text))]).yaml
    let lines = starter.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("environment:") } == 1)
    var diagnostics = DiagnosticList()
    let node = try #require(YAMLReader.read(InputFile(name: "s.yaml", bytes: Array(starter.utf8)), into: &diagnostics))
    #expect(diagnostics.isEmpty)
    guard name.unicodeScalars.allSatisfy(MessageText.isVisible) else {
      #expect(starter.contains("# connector: CHECK"), "the input would refuse it")
      return
    }
    guard case .mapping(let root) = node, case .sequence(let forests) = root["forests"],
      case .mapping(let forest) = forests.items[0],
      case .mapping(let connector) = forest["connector"], case .scalar(let written) = connector["name"]
    else {
      Issue.record("the forest's connector has no name")
      return
    }
    #expect(Array(written.text.utf8) == Array(name.utf8))
  }

  @Test func aPathThatTheInputWouldRefuseIsLeftToTheReader() throws {
    let yaml = StarterFile([StarterFile.Source(path: "/srv/exports/sync01", export: try SampleExport().read())]).yaml
    #expect(yaml.contains("# export: CHECK") && !yaml.contains("export: /srv"))
  }
}

/// An export whose connector has another name and still the same forest.
enum SampleExportXMLName {
  static func replacing(_ export: SampleExport, name: String) -> ServerExport? {
    func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\n", with: "&#10;")
    }
    var diagnostics = DiagnosticList()
    let files = export.texts.map { path, text in
      ExportFile(
        path: path, name: path,
        bytes: Array(
          text.replacing("<name>contoso.com</name>\n  <category>", with: "<name>\(escaped(name))</name>\n  <category>").utf8))
    }
    let read = ExportReader.read(files, folder: "exports/sync01", into: &diagnostics)
    return diagnostics.hasErrors ? nil : read
  }
}
